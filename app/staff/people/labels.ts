import { one, type Query } from '#lib/desk/query.ts'

/** How much there is of each, in words; empty where there is nothing. */
export function amounts(of: { replies: number; enquiries: number; mails: number }): string {
  const told = [
    counted(of.replies, 'reply', 'replies'),
    counted(of.enquiries, 'enquiry', 'enquiries'),
    counted(of.mails, 'mail', 'mails'),
  ].filter(Boolean)
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(told)
}

function counted(count: number, one: string, many: string): string {
  return count ? `${count} ${count === 1 ? one : many}` : ''
}

/** What was erased, from the address that the confirmation leads to; without the person in it. */
export function erasedInWords(query: Query): string | undefined {
  if (one(query, 'told') !== 'erased') return undefined
  const count = (name: string) => Math.max(0, Math.trunc(Number(one(query, name)))) || 0
  const erased = amounts({ replies: count('replies'), enquiries: count('enquiries'), mails: count('mails') })
  const kept = count('kept')
  const stays = kept
    ? ` ${kept} published ${kept === 1 ? 'reply stays' : 'replies stay'} without name and address.`
    : ''
  return `Erased: ${erased || 'nothing'}.${stays}`
}
