import { parseEnv } from 'node:util'

/** In the order in which they are written. */
export const envNames = ['CONTENT_DIR', 'SITE_URL', 'SMTP_URL', 'STAFF_EMAIL'] as const
export type EnvValues = Record<(typeof envNames)[number], string>

/** Of what is not set. */
const examples: Readonly<Partial<EnvValues>> = {
  SITE_URL: 'https://www.example.org',
  SMTP_URL: 'smtp://user:password@mail.example.org:587',
}

/**
 * What .env says after it is told these values: a name that is set there already keeps its value.
 * @param before undefined where there is none
 */
export function envWith(before: string | undefined, values: EnvValues): string {
  let text = before ?? '# Read at each start; docs/settings.md has all names.\n'
  const said = parseEnv(text)
  if (text && !text.endsWith('\n')) text += '\n'
  for (const name of envNames) {
    if (said[name]?.trim()) continue
    const line = lineOf(name, values[name])
    const free = new RegExp(`^[ \\t]*#?[ \\t]*${name}[ \\t]*=.*$`, 'm')
    if (!free.test(text)) text += line && `${line}\n`
    // A function: `$` in a password stands for itself.
    else if (values[name]) text = text.replace(free, () => line)
  }
  return text
}

function lineOf(name: keyof EnvValues, value: string): string {
  if (value) return `${name}=${quoted(value) ?? value}`
  return examples[name] ? `#${name}=${examples[name]}` : ''
}

/** As Node.js reads it; undefined for what no line can hold. */
export function quoted(value: string): string | undefined {
  const ways = ['', '"', "'", '`'].map((quote) => quote + value + quote)
  return ways.find((way) => parseEnv(`VALUE=${way}\nNEXT=1`).VALUE === value)
}
