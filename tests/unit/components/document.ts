import { HtmlValidate, StaticConfigLoader } from 'html-validate'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { site } from '#lib/site.ts'

const validator = new HtmlValidate(new StaticConfigLoader({ extends: ['html-validate:standard'] }))

/** The markup of a view, without the marks by which the framework would find it again. */
export function markup(view: ReactNode): string {
  return renderToString(view).replaceAll('<!-- -->', '')
}

/** The faults that html-validate finds in a whole page that holds `view`. */
export async function faultsOf(view: ReactNode): Promise<string[]> {
  const page = `<!DOCTYPE html>\n<html lang="${site.lang}"><head><title>Page</title></head><body>${markup(view)}</body></html>`
  const report = await validator.validateString(page)
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
  )
}

/** The words of a piece of markup. */
export function words(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
