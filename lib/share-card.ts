import { createHash } from 'node:crypto'
import { type Direction, directionOf } from './lang.ts'
import { type Logo, ownFiles } from './own-files.ts'
import { site } from './site.ts'
import { type Colours, theme } from './theme.ts'

/** What other sites show of an article that has no picture. */
export type ShareCard = {
  title: string
  byline: string
  dir: Direction
  /** Of the organisation. */
  name: string
  logo: Logo | undefined
  colours: Colours
  face: 'serif' | 'sans'
}

type Shown = { title: string; authors: readonly { name: string }[]; lang: string }

/** Goes up when something else is made of the same. */
const recipe = 1

export function shareCard({ title, authors, lang }: Shown): ShareCard {
  const { light, typeface } = theme()
  return {
    title,
    byline: new Intl.ListFormat(lang).format(authors.map(({ name }) => name)),
    dir: directionOf(lang),
    name: site.name,
    logo: ownFiles().logo,
    colours: light,
    face: typeface === 'serif' ? 'serif' : 'sans',
  }
}

export function cardVersion(card: ShareCard): string {
  return createHash('sha256')
    .update(JSON.stringify([recipe, card]))
    .digest('hex')
}

/** With a hash of all that it is made of: other sites keep a picture by its address for weeks. */
export function cardAddress(article: Shown & { path: string }): string {
  return `/pictures/share/${cardVersion(shareCard(article)).slice(0, 10)}${article.path}.png`
}
