import { resolve } from 'node:path'
import { z } from 'zod'
import { plainAddress } from '#lib/address.ts'

export type DatabaseLocation = { kind: 'sqlite'; file: string } | { kind: 'postgres'; url: string }

function wholeNumber(name: string, from: number, to: number) {
  const rule = `${name} must be a whole number from ${from} to ${to}`
  const isInside = (number: number) => number >= from && number <= to
  return z.string().regex(/^\d+$/, rule).transform(Number).refine(isInside, rule)
}

const origin = z.string().transform((value, context) => {
  const url = URL.parse(value)
  const isBare = url && url.pathname === '/' && !url.search && !url.hash && !url.username
  if (isBare && /^https?:$/.test(url.protocol)) return url.origin
  context.addIssue('SITE_URL must be an origin without a path, such as https://www.example.org')
  return z.NEVER
})

const mailboxes = z.string().transform((value, context) => {
  const parts = value
    .split(',')
    .map((text) => text.trim())
    .filter(Boolean)
  if (!parts.length)
    context.addIssue('STAFF_EMAIL needs at least one email address, such as desk@example.org')
  const addresses = parts.flatMap((part) => {
    const address = plainAddress(part, { localHosts: true })
    if (!address)
      context.addIssue(`STAFF_EMAIL: “${part}” is not an email address; separate several with commas`)
    return address ?? []
  })
  return [...new Set(addresses)]
})

const schema = z.object({
  PORT: wholeNumber('PORT', 1, 65535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  SITE_URL: origin.optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, 'DATABASE_URL must start with file: or postgres://')
    .optional(),
  CONTENT_DIR: z.string().default('./content'),
  SMTP_URL: z
    .string()
    .refine(
      (value) => /^smtps?:$/.test(URL.parse(value)?.protocol ?? '') && URL.parse(value)?.hostname,
      'SMTP_URL must look like smtp://user:password@mail.example.org:587 or smtps://…',
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .transform((value, context) => {
      const address = plainAddress(value, { localHosts: true })
      if (address) return address
      context.addIssue('MAIL_FROM must be one plain email address, such as no-reply@example.org')
      return z.NEVER
    })
    .optional(),
  STAFF_EMAIL: mailboxes.default(['staff@localhost']),
  SECRET: z
    .string()
    .min(16, 'SECRET must have at least 16 characters; `openssl rand -hex 32` makes one')
    .optional(),
  TRUST_PROXY: wholeNumber('TRUST_PROXY', 0, 16).default(0),
  FORM_LIMITS: z.enum(['on', 'off'], 'FORM_LIMITS must be on or off').default('on'),
  METRICS_TOKEN: z.string().min(8, 'METRICS_TOKEN must have at least 8 characters').optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], 'LOG_LEVEL must be debug, info, warn or error')
    .default('info'),
})

export const settingNames: readonly string[] = Object.keys(schema.shape)

/** An empty value counts as not set. */
export function parseSettings(
  env: Readonly<Record<string, string | undefined>>,
): { settings: Settings } | { problems: string[] } {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const parsed = schema.safeParse(given)
  if (!parsed.success) return { problems: parsed.error.issues.map((issue) => issue.message) }
  return { settings: settingsFrom(parsed.data) }
}

export type Settings = ReturnType<typeof settingsFrom>

function settingsFrom(values: z.output<typeof schema>) {
  const dataDir = resolve(values.DATA_DIR)
  const siteUrl = values.SITE_URL ?? `http://localhost:${values.PORT}`
  return {
    port: values.PORT,
    host: values.HOST,
    siteUrl,
    /** Else a post's Origin must have the host that it came to. */
    siteUrlGiven: values.SITE_URL !== undefined,
    dataDir,
    database: databaseLocation(values.DATABASE_URL, dataDir),
    contentDir: resolve(values.CONTENT_DIR),
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM ?? `no-reply@${mailHost(siteUrl)}`,
    staffEmails: values.STAFF_EMAIL,
    secret: values.SECRET,
    /** How many proxies in front may be believed for the client's address. */
    trustProxy: values.TRUST_PROXY,
    formLimits: values.FORM_LIMITS === 'on',
    metricsToken: values.METRICS_TOKEN,
    logLevel: values.LOG_LEVEL,
  }
}

export function readSettings(): ReturnType<typeof parseSettings> {
  return parseSettings(process.env)
}

function databaseLocation(url: string | undefined, dataDir: string): DatabaseLocation {
  if (!url) return { kind: 'sqlite', file: resolve(dataDir, 'site.db') }
  if (url.startsWith('file:'))
    return { kind: 'sqlite', file: resolve(url.slice('file:'.length).replace(/^\/\/(?=\/)/, '')) }
  return { kind: 'postgres', url }
}

function mailHost(siteUrl: string): string {
  const { hostname } = new URL(siteUrl)
  const isAddress = /^[\d.]+$/.test(hostname) || hostname.startsWith('[')
  return isAddress ? 'localhost' : hostname
}
