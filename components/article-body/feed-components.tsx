import type { ComponentProps, ReactNode } from 'react'
import { site } from '#lib/site.ts'
import { Phrase } from '../phrase.tsx'
import { SiteWords } from '../site-words.tsx'
import { notesId } from './anchored-heading.tsx'
import type { CalloutKind } from './callout.tsx'
import { Setting } from './setting.tsx'

type FigureProps = {
  src: string
  alt: string
  width?: number | string
  height?: number | string
  caption?: string
  credit?: string
}

function Figure({ src, alt, width, height, caption, credit }: FigureProps) {
  return (
    <figure>
      {/* biome-ignore lint/performance/noImgElement: a feed holds plain elements */}
      <img src={src} alt={alt} width={width} height={height} />
      {(caption || credit) && (
        <figcaption>
          {caption} {credit}
        </figcaption>
      )}
    </figure>
  )
}

function Callout({
  kind = 'note',
  title,
  within = site.lang,
  children,
}: {
  kind?: CalloutKind
  title?: string
  within?: string
  children: ReactNode
}) {
  return (
    <blockquote>
      <p>
        <strong>
          <SiteWords within={within}>
            {(t) => <Phrase of={t.rich('article.callout', { kind: () => t(`article.${kind}`) })} />}
          </SiteWords>{' '}
          {title}
        </strong>
      </p>
      {children}
    </blockquote>
  )
}

function Quote({ children, cite, source }: { children: ReactNode; cite?: string; source?: string }) {
  return (
    <blockquote>
      {children}
      {(cite || source) && <p>— {source ? <a href={source}>{cite ?? source}</a> : cite}</p>}
    </blockquote>
  )
}

function Heading({ id, within = site.lang, children }: ComponentProps<'h2'> & { within?: string }) {
  return (
    <h2>{id === notesId ? <SiteWords within={within}>{(t) => t('article.notes')}</SiteWords> : children}</h2>
  )
}

/** Readers of feeds drop classes, ids and styles: so nothing of the kind is sent. */
export const feedComponents = {
  Callout,
  Figure,
  Quote,
  Setting,
  a: ({ href, children }: ComponentProps<'a'>) => <a href={href}>{children}</a>,
  h2: Heading,
  h3: ({ children }: ComponentProps<'h3'>) => <h3>{children}</h3>,
  td: ({ children }: ComponentProps<'td'>) => <td>{children}</td>,
  th: ({ children }: ComponentProps<'th'>) => <th>{children}</th>,
}
