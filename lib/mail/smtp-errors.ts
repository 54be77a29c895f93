import { messageOf } from '#lib/errors.ts'
import { cleanLine } from './sanitize.ts'

export type Outcome = { kind: OutcomeKind; answer: string }

export type OutcomeKind =
  | 'sent'
  | 'filed'
  /** 4xx. */
  | 'deferred'
  /** 5xx. */
  | 'bounced'
  /** For this recipient, and perhaps for every other. */
  | 'login-demanded'
  /** Before the server had the whole mail: it has not taken it. */
  | 'broken'
  /** When the server had the whole mail: it may have taken it, or not. */
  | 'unknown'
  /** By ourselves, before the server had the whole mail: it is as if it had not been tried. */
  | 'released'
  | 'unwritable'
  | 'unreachable'
  | QueueFault

/** It would be the same with every mail. */
const queueFaults = ['login-refused', 'not-encrypted', 'not-trusted'] as const

export type QueueFault = (typeof queueFaults)[number]

export type QueueState =
  /** Without a login, only a mail finds out whether the server wants one. */
  { transport: 'ok'; isLoggedIn?: true } | { transport: 'unreachable' | QueueFault; answer: string }

export function isForEveryMail(kind: OutcomeKind): kind is 'unreachable' | QueueFault {
  return kind === 'unreachable' || queueFaults.some((fault) => fault === kind)
}

/** `before`, up to the login, nothing depends on the mail; at the `end` only the answer to the final dot is missing. */
export type Phase = 'before' | 'mail' | 'end'

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
  /CERT|^(UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH)/

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
  const message = messageOf(error)
  const words = isCertificate(error)
    ? `The mail server’s certificate is not accepted (${originalCode || code}): ${message}`
    : (response ?? message)
  return cleanLine(words, 300)
}

function fieldsOf(error: unknown): ErrorFields {
  return error instanceof Error ? (error as Error & ErrorFields) : {}
}
