import type { ComponentProps } from 'react'
import { site } from '#lib/site.ts'
import { AnchoredH2, AnchoredH3 } from './anchored-heading.tsx'
import { articleComponents } from './article-components.ts'
import { Do, Dont, KeyFacts } from './boxes.tsx'
import { Callout } from './callout.tsx'
import { CodeBlock } from './code.tsx'
import { File } from './file.tsx'
import { Audio, Video } from './media.tsx'
import { Quote } from './quote.tsx'
import { SafeLink } from './safe-link.tsx'
import { Setting } from './setting.ts'
import { Table } from './table.tsx'

/** What the body of an article in this language is made of on a page: our own words in it say which language they are. */
export function articleComponentsIn(lang: string): typeof articleComponents {
  if (lang === site.lang) return articleComponents
  return {
    ...articleComponents,
    Audio: (props: ComponentProps<typeof Audio>) => <Audio {...props} within={lang} />,
    Callout: (props: ComponentProps<typeof Callout>) => <Callout {...props} within={lang} />,
    Do: (props: ComponentProps<typeof Do>) => <Do {...props} within={lang} />,
    Dont: (props: ComponentProps<typeof Dont>) => <Dont {...props} within={lang} />,
    File: (props: ComponentProps<typeof File>) => <File {...props} within={lang} />,
    KeyFacts: (props: ComponentProps<typeof KeyFacts>) => <KeyFacts {...props} within={lang} />,
    Quote: (props: ComponentProps<typeof Quote>) => <Quote {...props} within={lang} />,
    Setting: (props: ComponentProps<typeof Setting>) => <Setting {...props} within={lang} />,
    Video: (props: ComponentProps<typeof Video>) => <Video {...props} within={lang} />,
    a: (props: ComponentProps<typeof SafeLink>) => <SafeLink {...props} within={lang} />,
    h2: (props: ComponentProps<typeof AnchoredH2>) => <AnchoredH2 {...props} within={lang} />,
    h3: (props: ComponentProps<typeof AnchoredH3>) => <AnchoredH3 {...props} within={lang} />,
    pre: (props: ComponentProps<typeof CodeBlock>) => <CodeBlock {...props} within={lang} />,
    table: (props: ComponentProps<typeof Table>) => <Table {...props} within={lang} />,
  }
}
