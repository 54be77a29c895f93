import { describe, expect, test } from 'vitest'
import { isForEveryMail, type Phase, sortFailure } from '#lib/mail/smtp-errors.ts'

/** As nodemailer gives it. */
function failure(message: string, fields: Record<string, unknown> = {}): Error {
  return Object.assign(new Error(message), fields)
}

const answered = (code: number, command: string, text = 'So it is') =>
  failure(`Can't send mail: ${code} ${text}`, {
    code: 'EENVELOPE',
    command,
    responseCode: code,
    response: `${code} ${text}`,
  })

// RFC 5321, 4.2.1: the first digit says whether the same may be tried again; RFC 4954, 6, what asks for a login.
describe('an answer of the server', () => {
  test.each<[number, string, Phase, boolean, string]>([
    [421, 'RCPT TO', 'mail', true, 'broken'],
    [421, 'DATA', 'end', true, 'broken'],
    [450, 'RCPT TO', 'mail', true, 'deferred'],
    [451, 'DATA', 'end', true, 'deferred'],
    [452, 'MAIL FROM', 'mail', true, 'deferred'],
    [455, 'RCPT TO', 'mail', true, 'deferred'],
    [500, 'DATA', 'mail', true, 'bounced'],
    [503, 'RCPT TO', 'mail', true, 'deferred'],
    [550, 'RCPT TO', 'mail', true, 'bounced'],
    [551, 'RCPT TO', 'mail', true, 'bounced'],
    [552, 'DATA', 'end', true, 'bounced'],
    [553, 'MAIL FROM', 'mail', true, 'bounced'],
    [554, 'DATA', 'end', true, 'bounced'],
    [530, 'MAIL FROM', 'mail', false, 'login-refused'],
    [530, 'RCPT TO', 'mail', false, 'login-demanded'],
    [535, 'RCPT TO', 'mail', false, 'login-demanded'],
    [538, 'RCPT TO', 'mail', true, 'bounced'],
    [530, 'EHLO', 'before', false, 'login-refused'],
    [554, 'CONN', 'before', false, 'unreachable'],
    [421, 'CONN', 'before', false, 'unreachable'],
  ])('%i to %s in phase “%s”, logged in %s: %s', (code, command, phase, isLoggedIn, kind) => {
    expect(sortFailure(answered(code, command), phase, isLoggedIn)).toEqual({
      kind,
      answer: `${code} So it is`,
    })
  })

  test('a refused login is one for every mail, whatever its number', () => {
    const refused = failure('Invalid login', { code: 'EAUTH', responseCode: 535, response: '535 5.7.8 No' })
    expect(sortFailure(refused, 'before')).toEqual({ kind: 'login-refused', answer: '535 5.7.8 No' })
    expect(sortFailure(failure('Missing credentials', { code: 'EAUTH' }), 'before').kind).toBe(
      'login-refused',
    )
  })
})

describe('a connection', () => {
  test.each<[string, Record<string, unknown>, Phase, string]>([
    ['that cannot be made', { code: 'ECONNREFUSED', command: 'CONN' }, 'before', 'unreachable'],
    ['to a name that nobody has', { code: 'EDNS', originalCode: 'ENOTFOUND' }, 'before', 'unreachable'],
    ['that ends within the mail', { code: 'ECONNECTION' }, 'mail', 'broken'],
    ['that ends behind the final dot', { code: 'ECONNECTION' }, 'end', 'unknown'],
    ['that is silent behind the final dot', { code: 'ETIMEDOUT' }, 'end', 'unknown'],
    [
      'whose certificate has run out',
      { code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED' },
      'before',
      'not-trusted',
    ],
    ['whose certificate is its own', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'before', 'not-trusted'],
    ['whose certificate is another’s', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'before', 'not-trusted'],
    ['whose issuer is unknown', { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'before', 'not-trusted'],
    [
      'that refuses STARTTLS',
      { code: 'ETLS', command: 'STARTTLS', response: '454 Not now' },
      'before',
      'not-encrypted',
    ],
    ['that breaks within STARTTLS', { code: 'ETLS', command: 'STARTTLS' }, 'before', 'unreachable'],
  ])('%s', (_what, fields, phase, kind) => {
    expect(sortFailure(failure('It went wrong', fields), phase).kind).toBe(kind)
  })

  test('that offers no encryption is told from one that breaks', () => {
    const message = 'Server does not support required STARTTLS extension'
    expect(sortFailure(failure(message, { command: 'EHLO' }), 'before').kind).toBe('not-encrypted')
  })

  test('what the library itself will not say to any server has bounced, a connection it lost has not', () => {
    const refused = (code: string) => sortFailure(failure('No recipients', { code, command: 'API' }), 'mail')
    expect([refused('EENVELOPE').kind, refused('ECONNECTION').kind]).toEqual(['bounced', 'broken'])
  })
})

test('the answer that is kept is one line without controls, of a bounded length, and says what the certificate is', () => {
  const long = answered(550, 'RCPT TO', `No\r\nBcc: x\u0007${'y'.repeat(1000)}`)
  const { answer } = sortFailure(long, 'mail')
  expect(answer).toMatch(/^550 No Bcc: x ?y+…$/)
  expect([...answer].length).toBeLessThanOrEqual(300)
  const expired = failure('certificate has expired', { code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED' })
  expect(sortFailure(expired, 'before').answer).toBe(
    'The mail server’s certificate is not accepted (CERT_HAS_EXPIRED): certificate has expired',
  )
  expect(sortFailure('no error at all', 'mail')).toEqual({ kind: 'broken', answer: 'no error at all' })
})

test('what would be the same with every mail holds the queue, nothing else does', () => {
  const kinds = ['unreachable', 'login-refused', 'not-encrypted', 'not-trusted'] as const
  const others = [
    'sent',
    'filed',
    'deferred',
    'bounced',
    'login-demanded',
    'broken',
    'unknown',
    'released',
  ] as const
  expect(kinds.map(isForEveryMail)).toEqual([true, true, true, true])
  expect(others.filter(isForEveryMail)).toEqual([])
})

// Node.js, “X509 certificate error codes”, and of the name in it.
test.each([
  ...['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ...['UNABLE_TO_DECRYPT_CERT_SIGNATURE', 'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY', 'CERT_SIGNATURE_FAILURE'],
  ...['CERT_NOT_YET_VALID', 'ERROR_IN_CERT_NOT_BEFORE_FIELD', 'CERT_CHAIN_TOO_LONG', 'CERT_REJECTED'],
  ...['SELF_SIGNED_CERT_IN_CHAIN', 'CERT_REVOKED', 'INVALID_CA', 'INVALID_PURPOSE', 'CERT_UNTRUSTED'],
  ...['PATH_LENGTH_EXCEEDED', 'HOSTNAME_MISMATCH'],
])('a certificate with %s is no server that is away', (originalCode) => {
  const error = failure('It went wrong', { code: 'ESOCKET', originalCode, command: 'CONN' })
  expect(sortFailure(error, 'before').kind).toBe('not-trusted')
})
