import { ownCopy } from '../own-copy.ts'
import type { Attachment } from './shortcodes.ts'

/** What one export says of its site as a whole, gathered while it is read for the first time. */
export type OldSite = ReturnType<typeof createOldSite>

export function createOldSite() {
  const attachments = new Map<string, Attachment>()
  const reusable = new Map<string, string>()
  const byParent = new Map<string, Attachment[]>()
  const topics = new Map<string, string>()
  const parents = new Map<string, string>()
  const numbers = new Map<string, string>()
  const months = new Map<string, Set<string>>()
  const posts = new Set<string>()
  let addresses: string[] = []
  let host = ''
  let base = ''

  function name(address: string): void {
    const typed = address.trim().replace(/\/+$/, '')
    if (!/^https?:\/\//i.test(typed) || !URL.canParse(typed)) return
    if (!addresses.includes(typed)) addresses = [...addresses, typed]
    if (host) return
    const url = new URL(typed)
    host = url.host.replace(/^www\./, '')
    base = url.pathname.replace(/\/+$/, '')
  }

  function isOwn(address: string): boolean {
    return (
      URL.canParse(address) &&
      addresses.some(
        (own) => new URL(own).host.replace(/^www\./, '') === new URL(address).host.replace(/^www\./, ''),
      )
    )
  }

  return {
    attachments,
    reusable,
    topics,
    parents,
    numbers,
    months,
    get posts() {
      return posts.size
    },
    /** @param date as the old site's clock had it */
    listed(key: string, date: string): void {
      posts.add(ownCopy(key))
      const [, year, month] = /^(\d{4})-(\d\d)-/.exec(date) ?? []
      if (year && month && Number(year))
        months.set(ownCopy(year), (months.get(year) ?? new Set()).add(ownCopy(month)))
    },
    name,
    isOwn,
    get addresses() {
      return addresses
    },
    get base() {
      return base
    },
    key: (id: string) => `${host}${base} ${id}`.trim(),
    pathOf(address: string): string | undefined {
      if (!address || !isOwn(address)) return undefined
      const { pathname, search } = new URL(address)
      return pathname === '/' && !search ? undefined : pathname + search
    },
    attach(given: Attachment): void {
      const attachment = ownCopy(given)
      // The file is read twice.
      if (attachments.has(attachment.id)) return
      attachments.set(attachment.id, attachment)
      if (attachment.parent)
        byParent.set(attachment.parent, [...(byParent.get(attachment.parent) ?? []), attachment])
    },
    picturesOf: (id: string) =>
      (byParent.get(id) ?? []).filter(({ address }) => /\.(?:jpe?g|png|gif|webp|avif)$/i.test(address)),
    topicUsed(kind: 'category' | 'tag', nicename: string, slug: string): void {
      const key = `${kind}/${nicename}`
      if (nicename && !topics.has(key)) topics.set(ownCopy(key), ownCopy(slug))
    },
  }
}
