import { one, type Query } from '#lib/desk/query.ts'
import { words } from '#lib/words/words.ts'

/** How much there is of each, in words; empty where there is nothing. */
export function amounts(of: { replies: number; enquiries: number; mails: number }): string {
  const t = words()
  const kinds = (['replies', 'enquiries', 'mails'] as const).filter((kind) => of[kind])
  return t.list(kinds.map((kind) => t(`people.${kind}`, { count: of[kind] }))).join('')
}

/** What was erased, from the address that the confirmation leads to; without the person in it. */
export function erasedInWords(query: Query): string | undefined {
  if (one(query, 'told') !== 'erased') return undefined
  const t = words()
  const count = (name: string) => Math.max(0, Math.trunc(Number(one(query, name)))) || 0
  const erased = amounts({ replies: count('replies'), enquiries: count('enquiries'), mails: count('mails') })
  const said = erased ? t('people.erased', { amounts: erased }) : t('people.erased-nothing')
  const kept = count('kept')
  return kept ? `${said} ${t('people.kept', { count: kept })}` : said
}
