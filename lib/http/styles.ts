import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** By the address in the framework's document. */
export type Styles = ReadonlyMap<string, readonly Rules[]>

/** Those of one module, `only` where a class begins so; without it they are for every page. */
export type Rules = { text: string; only?: string }

export function readStyles(buildDir: string): Styles {
  const read = (file: string) => readFileSync(join(buildDir, file), 'utf8')
  const scripts = globSync('**/*.js', { cwd: buildDir }).map(read).join('\n')
  const files = globSync('**/*.css', { cwd: buildDir })
  return new Map(files.map((file) => [`/_next/static/${file}`, rulesIn(read(file), scripts)]))
}

/** What a script names may come once the page is there. */
export function rulesIn(css: string, scripts: string): Rules[] {
  const lines = css.split('\n').filter((line) => line.trim())
  if (!lines.every(isWhole)) return [{ text: css }]
  return lines.map((text) => {
    const modules = [...text.matchAll(className)].map(([, name = '']) => moduleOf.exec(name)?.[0])
    const [only] = modules
    const isOne = only !== undefined && modules.every((one) => one === only)
    return isOne && !scripts.includes(only) ? { text, only } : { text }
  })
}

function isWhole(line: string): boolean {
  return line.split('{').length === line.split('}').length
}

const className = /\.(-?[a-z_][\w-]*)/gi
const moduleOf = /^_?[\w-]{6}_/

/** As one: no further request before it is painted, and of what is for some pages only what this one has. See docs/decisions/0008. */
export function withStylesInside(html: string, styles: Styles): string {
  const hrefs = [...html.matchAll(stylesheet)].flatMap(([, href = '']) => (styles.has(href) ? href : []))
  const [first] = hrefs
  if (first === undefined) return html
  const own = [...html.matchAll(ownStyle)].map(([, text]) => text)
  const rules = hrefs.flatMap((href) => styles.get(href) ?? [])
  const used = rules.filter(({ only }) => only === undefined || html.includes(only))
  const style = [...used.map(({ text }) => text.trim()), ...own].join('\n')
  return html.replace(ownStyle, '').replace(stylesheet, (link, href: string) => {
    if (!styles.has(href)) return link
    return href === first ? `<style>${style}</style>` : ''
  })
}

/** What the layout says beside the files. */
const ownStyle = /<style>([\s\S]*?)<\/style>/g

const stylesheet = /<link rel="stylesheet" href="([^"]+)"[^>]*>/g
