import type { Settings } from './config.ts'
import { tokens } from './routes.ts'

/** Shorter ones are words that stand in other texts too. */
const shortest = 8

export function maskSecretsOf(settings: Settings): (text: string) => string {
  const { database, smtpUrl, secret, metricsToken } = settings
  const known = [
    secret,
    metricsToken,
    ...passwordsOf(database.kind === 'postgres' ? database.url : undefined),
    ...passwordsOf(smtpUrl),
  ]
    .filter((text) => text !== undefined)
    .filter((text) => text.length >= shortest)
    // One may be a part of another.
    .sort((a, b) => b.length - a.length)
  return (text) => maskAddresses(known.reduce((masked, one) => masked.replaceAll(one, '…'), text))
}

export function maskAddresses(text: string): string {
  return text.replace(/:\/\/[^\s/?#"'<>]{1,500}@/g, '://…@').replace(/([?&]password=)[^&\s"'<>#]+/gi, '$1…')
}

export function maskPersons(text: string): string {
  return text.replace(/[\w.!#$%&'*+=?^`{|}~-]{1,64}@(?=\w)/g, '…@').replace(tokens, '$1…')
}

function passwordsOf(address: string | undefined): string[] {
  if (!address || !URL.canParse(address)) return []
  const { password, searchParams } = new URL(address)
  const inQuery = searchParams.get('password') ?? ''
  return [password, decoded(password), inQuery, encodeURIComponent(inQuery)]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
