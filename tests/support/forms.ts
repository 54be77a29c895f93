/** A form as it stands on a page: where it posts, and its hidden fields. */
export type SiteForm = { url: string; hidden: [string, string][] }

const entities: Record<string, string> = { quot: '"', amp: '&', lt: '<', gt: '>', '#x27': "'" }
const unescaped = (text: string) =>
  text.replace(/&(quot|amp|lt|gt|#x27);/g, (_, name: string) => entities[name] ?? '')

/** Reads a form out of a page, by the id of the section it stands in (`reply`, `enquiry`). */
export async function readForm(url: string, section?: string): Promise<SiteForm> {
  const html = await (await fetch(url)).text()
  return formIn(html, url, section)
}

export function formIn(html: string, url: string, section?: string): SiteForm {
  const from = section ? html.indexOf(`id="${section}"`) : 0
  const [, form = ''] =
    /<form\b[^>]*method="POST"[^>]*>([\s\S]*?)<\/form>/i.exec(html.slice(Math.max(from, 0))) ?? []
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)].map(
    ([, name = '', value = '']): [string, string] => [unescaped(name), unescaped(value)],
  )
  return { url, hidden }
}

/** A multipart body of a form's hidden fields and what is typed. */
export function filled(form: SiteForm, typed: Record<string, string>): FormData {
  const body = new FormData()
  for (const [name, value] of [...form.hidden, ...Object.entries(typed)]) body.append(name, value)
  return body
}

/** Posts a form as a browser without JavaScript does; the redirect is not followed. */
export function postForm(
  form: SiteForm,
  typed: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(form.url, {
    method: 'POST',
    body: filled(form, typed),
    redirect: 'manual',
    headers: { origin: new URL(form.url).origin, ...headers },
  })
}

export const aReply = {
  comment: 'A fine article.\n\nThank you for it.',
  name: 'A reader',
  email: 'reader@example.org',
  website: '',
}

export const anEnquiry = {
  name: 'A prospect',
  email: 'prospect@example.org',
  phone: '',
  organisation: 'A clinic',
  requirements: 'We would like help with our articles.',
}
