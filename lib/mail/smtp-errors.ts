import { cleanLine } from './sanitize.ts'

/** What came of an attempt to send one mail; `answer` is what the server said, or what went wrong. */
export type Outcome = { kind: OutcomeKind; answer: string }

export type OutcomeKind =
  | 'sent'
  /** There is no server: it was written into a file, and reaches nobody. */
  | 'filed'
  /** A passing refusal of this mail: 4xx. */
  | 'deferred'
  /** A final refusal of this mail: 5xx. */
  | 'bounced'
  /** A login was demanded for this recipient, and perhaps for every other. */
  | 'login-demanded'
  /** It broke off before the server had the whole mail: it has not taken it. */
  | 'broken'
  /** It broke off when the server had the whole mail: it may have taken it, or not. */
  | 'unknown'
  /** We broke it off ourselves before the server had the whole mail: it is as if it had not been tried. */
  | 'released'
  /** It cannot be written, and no server was asked. */
  | 'unwritable'
  /** No conversation at all: it would be the same with every mail. */
  | 'unreachable'
  | QueueFault

/** A setting that does not fit the server: it would be the same with every mail. */
export type QueueFault =
  | 'login-refused'
  /** There is a login, and the server offers no encryption for it. */
  | 'not-encrypted'
  /** Its certificate is not accepted. */
  | 'not-trusted'

/** Whether mail can leave at all. */
export type QueueState =
  /** Without a login, only a mail finds out whether the server wants one. */
  { transport: 'ok'; isLoggedIn?: true } | { transport: 'unreachable' | QueueFault; answer: string }

const stopping = new Set<string>([
  'unreachable',
  'login-refused',
  'not-encrypted',
  'not-trusted',
] satisfies OutcomeKind[])

/** Whether it would be the same with every mail. */
export function isForEveryMail(kind: OutcomeKind): kind is 'unreachable' | QueueFault {
  return stopping.has(kind)
}

/**
 * How far a conversation has come: before its mail, up to the login, nothing depends on that mail; at the end, after
 * its final dot, only the server's answer is missing.
 */
export type Phase = 'before' | 'mail' | 'end'

/** The properties by which nodemailer's errors differ; every other error has none of them. */
type ErrorFields = {
  code?: string
  originalCode?: string
  responseCode?: number
  response?: string
  command?: string
}

/** Answers that ask for a login or for encryption: a setting is wrong, not this mail. RFC 4954, 6. */
const demandsLogin = new Set([530, 534, 535, 538])

/** Node's and OpenSSL's words for a certificate that is not to be trusted. */
const certificate =
  /CERT|^(UNABLE_TO_(GET|VERIFY|DECRYPT)|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH)/

/** Sorts the failure of an attempt to send one mail. */
export function sortFailure(error: unknown, phase: Phase, isLoggedIn = false): Outcome {
  const { code, responseCode, command } = fieldsOf(error)
  const outcome = (kind: OutcomeKind): Outcome => ({ kind, answer: answerOf(error) })
  if (code === 'EAUTH') return outcome('login-refused')
  if (responseCode && demandsLogin.has(responseCode)) {
    if (phase === 'before' || command === 'MAIL FROM') return outcome('login-refused')
    return outcome(isLoggedIn ? 'bounced' : 'login-demanded')
  }
  if (isUnencrypted(error)) return outcome('not-encrypted')
  if (phase === 'before') return outcome(isCertificate(error) ? 'not-trusted' : 'unreachable')
  // 421 ends the conversation, whatever it was about; as an answer to the final dot it refuses, like any 4xx.
  if (responseCode && responseCode !== 421) {
    // 503 is about the order of commands in this conversation: another one may do.
    return outcome(responseCode >= 500 && responseCode !== 503 ? 'bounced' : 'deferred')
  }
  // The library will not say this to any server.
  if (command === 'API' && code !== 'ECONNECTION') return outcome('bounced')
  return outcome(phase === 'end' && !responseCode ? 'unknown' : 'broken')
}

/** A server that refuses STARTTLS, or does not know it, where we must not go on without. */
function isUnencrypted(error: unknown): boolean {
  const { code, command, response } = fieldsOf(error)
  if (code === 'ETLS') return command === 'STARTTLS' && response !== undefined
  return command === 'EHLO' && error instanceof Error && error.message.includes('required STARTTLS')
}

function isCertificate(error: unknown): boolean {
  const { code = '', originalCode = '' } = fieldsOf(error)
  return certificate.test(originalCode || code)
}

function answerOf(error: unknown): string {
  const { code = '', originalCode = '', response } = fieldsOf(error)
  const message = error instanceof Error ? error.message : String(error)
  const words = isCertificate(error)
    ? `The mail server’s certificate is not accepted (${originalCode || code}): ${message}`
    : (response ?? message)
  return cleanLine(words, 300)
}

function fieldsOf(error: unknown): ErrorFields {
  return error instanceof Error ? (error as Error & ErrorFields) : {}
}
