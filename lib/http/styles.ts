import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The text of a stylesheet of the build, by the address at which the framework's document asks for it. */
export type Styles = ReadonlyMap<string, string>

/** Reads the stylesheets of the build: some kilobytes, needed for every page. */
export function readStyles(buildDir: string): Styles {
  const files = globSync('**/*.css', { cwd: buildDir })
  return new Map(files.map((file) => [`/_next/static/${file}`, readFileSync(join(buildDir, file), 'utf8')]))
}

/**
 * Puts the stylesheets that a document asks for into it, as one: a page then needs no further request before it is
 * painted, which on a slow line counts for more than the few kilobytes that the next page sends again.
 */
export function withStylesInside(html: string, styles: Styles): string {
  const hrefs = [...html.matchAll(stylesheet)].flatMap(([, href = '']) => (styles.has(href) ? href : []))
  const [first] = hrefs
  const style = hrefs.map((href) => styles.get(href)?.trim()).join('\n')
  return html.replace(stylesheet, (link, href: string) => {
    if (!styles.has(href)) return link
    return href === first ? `<style>${style}</style>` : ''
  })
}

const stylesheet = /<link rel="stylesheet" href="([^"]+)"[^>]*>/g
