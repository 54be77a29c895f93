import { words } from '#lib/words/words.ts'
import { policyWith } from './policy.ts'
import { withLinksListed } from './printed-links.ts'
import { type Styles, withStylesInside } from './styles.ts'

/** With `problem`, `Error: ` stands first in the title. */
export type Finish = (html: string, options?: { problem?: boolean }) => { html: string; policy: string }

/** None of the framework's scripts and data go out. See docs/decisions/0004. */
export function finishWith(styles: Styles): Finish {
  return (html, options = {}) => {
    const {
      html: finished,
      scripts,
      files,
    } = withoutFramework(withLinksListed(titled(withStylesInside(html, styles), options)))
    return {
      html: finished,
      policy: policyWith({
        scripts,
        files,
        styles: stylesIn(finished),
        hasMedia: /<(?:audio|video)\s/.test(finished),
      }),
    }
  }
}

function stylesIn(html: string): string[] {
  return [...html.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/g)].map(([, text = '']) => text)
}

function withoutFramework(html: string): { html: string; scripts: string[]; files: string[] } {
  const scripts: string[] = []
  const files: string[] = []
  const finished = html
    .replace(/<script\b([^>]*)>([\s\S]*?)<\/script>/g, (whole, attributes: string, text: string) => {
      if (/\btype="application\/ld\+json"/.test(attributes)) return whole
      const isForesight = /\btype="speculationrules"/.test(attributes)
      if (!isForesight && !/\bdata-own\b/.test(attributes)) return ''
      const [, digest] = /\bintegrity="([^"]+)"/.exec(attributes) ?? []
      if (digest !== undefined) {
        files.push(digest)
        return whole.replace(' data-own=""', '')
      }
      scripts.push(text)
      return isForesight ? whole : `<script>${text}</script>`
    })
    // Styles too: what the page needs stands in it, and what the framework foresees is another page's.
    .replace(/<link\b[^>]*\bas="(?:script|style)"[^>]*>/g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replaceAll('<div hidden=""></div>', '')
    .replace(/<input type="hidden" name="\$ACTION_[^>]*>/g, '')
  return { html: finished, scripts, files }
}

/** The framework's scripts stay, for hot reload, and so no policy can be named. */
export function finishForDevelopment(script: string): Finish {
  return (html, options = {}) => {
    const finished = titled(html, options).replace('</body>', `<script>${script}</script></body>`)
    return { html: finished, policy: '' }
  }
}

export function titled(html: string, { problem }: { problem?: boolean }): string {
  const start = `<title>${words()('form.error')} `
  return problem && !html.includes(start) ? html.replace('<title>', start) : html
}
