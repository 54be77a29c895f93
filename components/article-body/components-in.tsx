import type { ComponentProps } from 'react'
import { site } from '#lib/site.ts'
import { AnchoredH2 } from './anchored-heading.tsx'
import { articleComponents } from './article-components.ts'
import { Callout } from './callout.tsx'
import { feedComponents } from './feed-components.tsx'
import { Quote } from './quote.tsx'
import { Setting } from './setting.tsx'

/** What the body of an article in this language is made of on a page: our own words in it say which language they are. */
export function articleComponentsIn(lang: string): typeof articleComponents {
  if (lang === site.lang) return articleComponents
  return {
    ...articleComponents,
    Callout: (props: ComponentProps<typeof Callout>) => <Callout {...props} within={lang} />,
    Quote: (props: ComponentProps<typeof Quote>) => <Quote {...props} within={lang} />,
    Setting: (props: ComponentProps<typeof Setting>) => <Setting {...props} within={lang} />,
    h2: (props: ComponentProps<typeof AnchoredH2>) => <AnchoredH2 {...props} within={lang} />,
  }
}

/** The same in a feed. */
export function feedComponentsIn(lang: string): typeof feedComponents {
  if (lang === site.lang) return feedComponents
  return {
    ...feedComponents,
    Callout: (props: ComponentProps<typeof feedComponents.Callout>) => (
      <feedComponents.Callout {...props} within={lang} />
    ),
    Setting: (props: ComponentProps<typeof Setting>) => <Setting {...props} within={lang} />,
  }
}
