import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** By the address in the framework's document. */
export type Styles = ReadonlyMap<string, string>

export function readStyles(buildDir: string): Styles {
  const files = globSync('**/*.css', { cwd: buildDir })
  return new Map(files.map((file) => [`/_next/static/${file}`, readFileSync(join(buildDir, file), 'utf8')]))
}

/** As one: no further request before it is painted. See docs/decisions/0008. */
export function withStylesInside(html: string, styles: Styles): string {
  const hrefs = [...html.matchAll(stylesheet)].flatMap(([, href = '']) => (styles.has(href) ? href : []))
  const [first] = hrefs
  if (first === undefined) return html
  const own = [...html.matchAll(ownStyle)].map(([, text]) => text)
  const style = [...hrefs.map((href) => styles.get(href)?.trim()), ...own].join('\n')
  return html.replace(ownStyle, '').replace(stylesheet, (link, href: string) => {
    if (!styles.has(href)) return link
    return href === first ? `<style>${style}</style>` : ''
  })
}

/** What the layout says beside the files. */
const ownStyle = /<style>([\s\S]*?)<\/style>/g

const stylesheet = /<link rel="stylesheet" href="([^"]+)"[^>]*>/g
