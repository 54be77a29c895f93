import { z } from 'zod'
import { plainAddress } from '#lib/address.ts'
import { hasInvisible, lengthOf, typedAddress, typedLine, typedText } from './typed.ts'

type Described = { called: string; most: number }

export function requiredLine(field: Described) {
  return made(typedLine, { ...field, least: 1 })
}

export function optionalLine(field: Described) {
  return made(typedLine, { ...field, least: 0 }).transform((line) => line || undefined)
}

export function requiredText(field: Described & { least: number }) {
  return made(typedText, field)
}

export function email(field: Described & { localHosts?: boolean }) {
  return made(typedAddress, { ...field, least: 1 }).transform((line, context) => {
    const address = plainAddress(line, { localHosts: field.localHosts ?? false })
    if (address) return address
    if (line && lengthOf(line) <= field.most) context.addIssue(emailFault(line))
    return z.NEVER
  })
}

export function website(field: Described) {
  return optionalLine(field).transform((line, context) => {
    if (!line || /^https?:\/*$/i.test(line)) return undefined
    const href = webAddress(line)
    if (href && href.length <= field.most) return href
    if (lengthOf(line) <= field.most)
      context.addIssue('Enter a website address in the correct format, like https://example.com')
    return z.NEVER
  })
}

export function phone(field: Described) {
  return optionalLine(field).transform((line, context) => {
    if (!line || lengthOf(line) > field.most) return undefined
    // Digits of full width and typographic hyphens come with pasted numbers.
    const plain = line.normalize('NFKC').replace(/\p{Pd}|\u2212/gu, '-')
    const digits = plain.replace(/\D/g, '').length
    if (/^[\d\s+()./-]+((ext\.?|extension|x|#)\s*\d+)?$/i.test(plain) && digits >= 3) return plain
    context.addIssue('Enter a phone number, like 01632 960 001 or +44 808 157 0192')
    return z.NEVER
  })
}

function made(
  prepare: (raw: string, most: number) => string,
  { called, least, most }: Described & { least: number },
) {
  const prepared = z.string().transform((raw) => prepare(raw, most))
  return prepared.superRefine((text, context) => {
    const length = lengthOf(text)
    if (!text && least) context.addIssue(`Enter your ${called}`)
    else if (length < least) context.addIssue(`Your ${called} must be ${counted(least)} or more`)
    else if (length > most)
      context.addIssue(`Your ${called} must be ${counted(most)} or fewer; it has ${grouped(length)}`)
  })
}

function counted(characters: number): string {
  return `${grouped(characters)} characters`
}

function grouped(number: number): string {
  return number.toLocaleString('en-GB')
}

function emailFault(line: string): string {
  const local = line.slice(0, line.lastIndexOf('@'))
  if (hasInvisible(line))
    return 'Enter your email address again: it has a character in it that cannot be seen'
  if (/[\s,;]/.test(line.slice(line.indexOf('@'), line.lastIndexOf('@'))))
    return 'Enter one email address only'
  if (local && /[^\u0020-\u007e]/.test(local))
    return 'Enter an email address with only unaccented letters, digits and symbols before the @'
  return 'Enter an email address in the correct format, like name@example.com'
}

function webAddress(line: string): string | undefined {
  if (/\s/.test(line)) return undefined
  if (!/^https?:\/\//i.test(line) && /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(line)) return undefined
  const full = /^https?:\/\//i.test(line) ? line : `https://${line}`
  const url = URL.canParse(full) ? new URL(full) : undefined
  // A name before an @ is how a link is made to look as if it led elsewhere.
  const isPublic = url && /\.[a-z][a-z0-9-]*\.?$/i.test(url.hostname) && !url.username && !url.password
  return isPublic ? url.href : undefined
}
