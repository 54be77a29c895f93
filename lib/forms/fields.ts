import { z } from 'zod'
import { plainAddress } from '#lib/address.ts'
import { plainDigits } from '#lib/fold.ts'
import { words } from '#lib/words/words.ts'
import { hasInvisible, lengthOf, typedAddress, typedLine, typedText } from './typed.ts'

/** Those that may stay empty have no words for it. */
type Required = 'comment' | 'name' | 'email' | 'requirements' | 'answer'
type Optional = 'website' | 'phone' | 'organisation'
type Described<Name> = { called: Name; most: number }

export function requiredLine(field: Described<Required>) {
  return required(made(typedLine, field), field)
}

export function optionalLine(field: Described<Optional>) {
  return made(typedLine, field).transform((line) => line || undefined)
}

export function requiredText(field: Described<Required>) {
  return required(made(typedText, field), field)
}

export function email(field: Described<'email'> & { localHosts?: boolean }) {
  return required(made(typedAddress, field), field).transform((line, context) => {
    const address = plainAddress(line, { localHosts: field.localHosts ?? false })
    if (address) return address
    if (line && lengthOf(line) <= field.most) context.addIssue(emailFault(line))
    return z.NEVER
  })
}

export function website(field: Described<'website'>) {
  return optionalLine(field).transform((line, context) => {
    if (!line || /^https?:\/*$/i.test(line)) return undefined
    const href = webAddress(line)
    if (href && href.length <= field.most) return href
    if (lengthOf(line) <= field.most) context.addIssue(words()('error.website.format'))
    return z.NEVER
  })
}

export function phone(field: Described<'phone'>) {
  return optionalLine(field).transform((line, context) => {
    if (!line || lengthOf(line) > field.most) return undefined
    // Digits of another script or width and typographic hyphens come with pasted numbers.
    const plain = plainDigits(line.normalize('NFKC')).replace(/\p{Pd}|\u2212/gu, '-')
    const digits = plain.replace(/\D/g, '').length
    if (/^[\d\s+()./-]+((ext\.?|extension|x|#)\s*\d+)?$/i.test(plain) && digits >= 3) return plain
    context.addIssue(words()('error.phone.format'))
    return z.NEVER
  })
}

function made(
  prepare: (raw: string, most: number) => string,
  { called, most }: Described<Required | Optional>,
) {
  const prepared = z.string().transform((raw) => prepare(raw, most))
  return prepared.superRefine((text, context) => {
    const length = lengthOf(text)
    if (length > most) context.addIssue(words()(`error.too-long.${called}`, { most, length }))
  })
}

function required(text: ReturnType<typeof made>, { called }: Described<Required>) {
  return text.superRefine((text, context) => {
    if (!text) context.addIssue(words()(`error.empty.${called}`))
  })
}

function emailFault(line: string): string {
  const t = words()
  const local = line.slice(0, line.lastIndexOf('@'))
  if (hasInvisible(line)) return t('error.email.unseen')
  if (/[\s,;]/.test(line.slice(line.indexOf('@'), line.lastIndexOf('@')))) return t('error.email.one')
  if (local && /[^\u0020-\u007e]/.test(local)) return t('error.email.accented')
  return t('error.email.format')
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
