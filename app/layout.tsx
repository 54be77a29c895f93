import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { enhance } from '#components/enhance.ts'
import { logoCss } from '#components/logo.tsx'
import { openSearchPath } from '#lib/content/open-search.ts'
import { context } from '#lib/context.ts'
import { directionOf } from '#lib/lang.ts'
import { ownAddress, ownFiles } from '#lib/own-files.ts'
import { sectionsOf } from '#lib/routes.ts'
import { site } from '#lib/site.ts'
import { manifestPath, markAddress, siteMark } from '#lib/site-mark.ts'
import { theme } from '#lib/theme.ts'
import { themeCss } from '#lib/theme-css.ts'
import { ownTypeface, type Typeface, typefaces } from '#lib/typefaces.ts'
import './globals.css'
import './scripts.css'

// Read while serving, never while building: settings, content and data may all have changed since.
export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(context().settings.siteUrl),
    title: { default: site.name, template: `%s – ${site.name}` },
    ...(site.description && { description: site.description }),
    icons: {
      // No SVG: a browser makes a document of its own for it, in the same thread as the page.
      icon: { url: markAddress('favicon.ico'), sizes: '32x32' },
      apple: markAddress('apple-touch-icon.png'),
    },
    ...(siteMark() && { manifest: manifestPath }),
  }
}

export function generateViewport(): Viewport {
  return {
    themeColor: [
      { media: '(prefers-color-scheme: light)', color: theme().light.paper },
      { media: '(prefers-color-scheme: dark)', color: theme().dark.paper },
    ],
  }
}

/**
 * Browsers that know speculation rules fetch a page of ours when a pointer rests on its link: no script runs for it. The
 * desk is left out: some of its links hand out files.
 */
const foresight = JSON.stringify({
  prefetch: [
    {
      where: {
        and: [
          { href_matches: '/*' },
          ...sectionsOf('staff').map((section) => ({ not: { href_matches: `${section}*` } })),
        ],
      },
      eagerness: 'moderate',
    },
  ],
})

function typefaceOfNow(): Typeface {
  const { typeface } = theme()
  if (typeof typeface === 'string') return typefaces[typeface]
  const { font } = ownFiles()
  return font ? ownTypeface(ownAddress(font), font.weights) : typefaces.serif
}

export default function Layout({ children }: { children: ReactNode }) {
  const typeface = typefaceOfNow()
  const css = typeface.css + themeCss(theme()) + (ownFiles().logo ? logoCss : '')
  return (
    <html lang={site.lang} dir={directionOf(site.lang)}>
      <head>
        <link
          rel="search"
          type="application/opensearchdescription+xml"
          title={site.name}
          href={openSearchPath}
        />
        {typeface.preload && (
          <link rel="preload" as="font" type="font/woff2" href={typeface.preload} crossOrigin="anonymous" />
        )}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made of checked colours and an escaped address, named by its hash in the policy */}
        <style dangerouslySetInnerHTML={{ __html: css }} />
      </head>
      <body>
        {children}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, named by its hash in the policy */}
        <script type="speculationrules" dangerouslySetInnerHTML={{ __html: foresight }} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own script, named by its hash in the policy */}
        <script data-own="" dangerouslySetInnerHTML={{ __html: enhance(site) }} />
      </body>
    </html>
  )
}
