import { createElement as element, type ReactNode } from 'react'
import { fileInWords } from '#lib/file-size.ts'
import { site } from '#lib/site.ts'
import { Phrase } from '../phrase.ts'
import { SiteWords } from '../site-words.ts'
import type { CalloutKind } from './callout.tsx'
import { isElsewhere, siteOf } from './media-site.ts'
import { notesId } from './notes-id.ts'
import { Setting } from './setting.ts'

type Inner = { children?: ReactNode }

type ImageProps = {
  /** None where the picture is not there: its description stands in. */
  src?: string | undefined
  alt?: string
  width?: number | string
  height?: number | string
}

function Image(picture: ImageProps) {
  return picture.src ? element('img', picture) : picture.alt
}

type FigureProps = ImageProps & { caption?: string; credit?: string }

function Figure({ caption, credit, ...picture }: FigureProps) {
  const said = (caption || credit) && element('figcaption', null, caption, ' ', credit)
  const shown = picture.src ? element('img', picture) : picture.alt && element('p', null, picture.alt)
  return element('figure', null, shown, said)
}

type CalloutProps = Inner & { kind?: CalloutKind; title?: string; within?: string }

function Callout({ kind = 'note', title, within = site.lang, children }: CalloutProps) {
  const label = SiteWords({
    within,
    children: (t) => element(Phrase, { of: t.rich('article.callout', { kind: () => t(`article.${kind}`) }) }),
  })
  return element('blockquote', null, element('p', null, element('strong', null, label, ' ', title)), children)
}

type BoxProps = Inner & { title?: string; within?: string }

function KeyFacts({ title, within = site.lang, children }: BoxProps) {
  const label = title ?? SiteWords({ within, children: (t) => t('article.key-facts') })
  return element('blockquote', null, element('p', null, element('strong', null, label)), children)
}

const boxOf =
  (word: 'article.do' | 'article.dont') =>
  ({ title, within = site.lang, children }: BoxProps) => {
    const label = SiteWords({ within, children: (t) => t(word) })
    const said = element('strong', null, label, title && `: ${title}`)
    return element('blockquote', null, element('p', null, said), children)
  }

const Do = boxOf('article.do')
const Dont = boxOf('article.dont')

function Details({ title, children }: Inner & { title: string }) {
  return element('details', null, element('summary', null, title), children)
}

type FileProps = Inner & { name: string; href?: string; size?: number; within?: string }

function File({ name, href, size = 0, within = site.lang, children }: FileProps) {
  if (!href) return element('p', null, children)
  const facts = SiteWords({
    within,
    children: (t) => ` (${fileInWords(name, size, t.lang)})`,
  })
  return element('p', null, element('a', { href }, children), facts)
}

function Button({ href, children }: Inner & { href: string }) {
  return element('p', null, element('a', { href }, children))
}

type MapProps = Inner & Omit<FigureProps, 'caption' | 'credit'> & { href: string }

function MapLink({ href, children, ...picture }: MapProps) {
  const shown = element('a', { href }, element(Image, picture))
  return element('figure', null, shown, element('figcaption', null, element('a', { href }, children)))
}

type MediaProps = Inner & {
  media?: string
  size?: number
  poster?: { path: string; width: number; height: number }
  transcript?: string
  within?: string
}

function Transcript({ transcript, within = site.lang }: MediaProps) {
  if (!transcript) return undefined
  const label = SiteWords({ within, children: (t) => t('article.transcript') })
  return [' · ', element('a', { href: transcript, key: 0 }, label)]
}

/** Many readers of feeds drop what plays: a link and the picture stay. */
function mediaOf(tag: 'audio' | 'video') {
  return (props: MediaProps) => {
    const { media, size = 0, poster, within = site.lang, children } = props
    if (!media) return element('p', null, children)
    const { path: src, width, height } = poster ?? {}
    const facts = isElsewhere(media)
      ? siteOf(media)
      : SiteWords({ within, children: (t) => fileInWords(media, size, t.lang) })
    const shown = src && element('img', { src, alt: '', width, height })
    const player = isElsewhere(media)
      ? shown && element('a', { href: media }, shown)
      : element(tag, { src: media, controls: true, preload: 'none', poster: src, width, height })
    const link = element('a', { href: media }, children)
    const caption = element('figcaption', null, link, ' (', facts, ')', Transcript(props))
    return element('figure', null, player, caption)
  }
}

const Audio = mediaOf('audio')
const Video = mediaOf('video')

function Quote({ children, cite, source }: Inner & { cite?: string; source?: string }) {
  const from = source ? element('a', { href: source }, cite ?? source) : cite
  return element('blockquote', null, children, from && element('p', null, '— ', from))
}

function Heading({ id, within = site.lang, children }: Inner & { id?: string; within?: string }) {
  const isNotes = id === notesId
  return element('h2', null, isNotes ? SiteWords({ within, children: (t) => t('article.notes') }) : children)
}

/** Readers of feeds drop classes, ids and styles: so nothing of the kind is sent. */
const feedComponents = {
  Audio,
  Button,
  Callout,
  Column: ({ children }: Inner) => children,
  Columns: ({ children }: Inner) => children,
  Details,
  Do,
  Dont,
  Figure,
  File,
  Gallery: ({ children }: Inner) => children,
  KeyFacts,
  Map: MapLink,
  Quote,
  Setting,
  Steps: ({ children }: Inner) => children,
  Video,
  a: ({ href, children }: Inner & { href?: string }) => element('a', { href }, children),
  h2: Heading,
  h3: ({ children }: Inner) => element('h3', null, children),
  img: Image,
  td: ({ children }: Inner) => element('td', null, children),
  th: ({ children }: Inner) => element('th', null, children),
}

/** What the body of an article in this language is made of where there is no page of ours around it. */
export function feedComponentsIn(lang: string): typeof feedComponents {
  if (lang === site.lang) return feedComponents
  return {
    ...feedComponents,
    Audio: (props) => Audio({ ...props, within: lang }),
    Callout: (props) => Callout({ ...props, within: lang }),
    Do: (props) => Do({ ...props, within: lang }),
    Dont: (props) => Dont({ ...props, within: lang }),
    File: (props) => File({ ...props, within: lang }),
    KeyFacts: (props) => KeyFacts({ ...props, within: lang }),
    Setting: (props) => Setting({ ...props, within: lang }),
    Video: (props) => Video({ ...props, within: lang }),
    h2: (props) => Heading({ ...props, within: lang }),
  }
}
