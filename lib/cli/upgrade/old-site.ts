import { spawnSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { stringify } from 'yaml'
import { parseOrganisation } from '#lib/content/organisation/parse.ts'

type Brought = { site: string; theme: string | undefined; told: string[] }

/** Milliseconds: it is a record of a few lines. */
const longest = 10_000

const usualPaper = { light: '#fbf9f4', dark: '#15171a' }
const usualPicture = { path: '/site.png', alt: 'Broadsheet', width: 1200, height: 630 }

const keys = [
  ...['name', 'tagline', 'description', 'lang', 'timeZone', 'navigation', 'contact', 'shareTargets'],
  ...['promise', 'digestAt', 'retention', 'articlesPerPage', 'privacyPath'],
]

/** What a lib/site.ts says, as YAML. @throws with the reason when it cannot be read */
export function bring(checkout: string): Brought {
  const site = evaluate(checkout)
  const told: string[] = []
  const lines = keys.flatMap((key) => {
    if (site[key] === undefined) return []
    const text = stringify({ [key]: site[key] }, { lineWidth: 0 })
    const [fault] = parseOrganisation('site', Buffer.from(text)).diagnostics
    if (fault?.severity !== 'error') return [text]
    told.push(`${key} is as by default, for site.yml does not take what lib/site.ts says: ${fault.message}.`)
    return [text.replace(/^(?=.)/gm, '# ')]
  })
  const { themeColor, picture } = site
  if (picture !== undefined && JSON.stringify(picture) !== JSON.stringify(usualPicture))
    told.push(`The site’s own picture (picture in lib/site.ts) was not brought: ${JSON.stringify(picture)}.`)
  for (const key of Object.keys(site))
    if (![...keys, 'themeColor', 'picture'].includes(key))
      told.push(`${key} in lib/site.ts is of your own making, and was not brought.`)
  return { site: lines.join(''), theme: themeOf(themeColor, told), told }
}

function themeOf(themeColor: unknown, told: string[]): string | undefined {
  if (themeColor === undefined || JSON.stringify(themeColor) === JSON.stringify(usualPaper)) return undefined
  const text = stringify({ paper: themeColor })
  const [fault] = parseOrganisation('theme', Buffer.from(text)).diagnostics
  if (!fault) return text
  told.push(`themeColor was not brought, for theme.yml does not take it as paper: ${fault.message}.`)
  return undefined
}

/** In a process of its own that may read that folder, and nothing else. */
function evaluate(checkout: string): Record<string, unknown> {
  const file = join(realpathSync(checkout), 'lib', 'site.ts')
  if (!existsSync(file)) throw new Error(`There is no ${file}`)
  const program = `import(${JSON.stringify(pathToFileURL(file).href)}).then(({ site }) => process.stdout.write(JSON.stringify(site)))`
  const read = spawnSync(
    process.execPath,
    [
      '--permission',
      `--allow-fs-read=${realpathSync(checkout)}/*`,
      '--no-warnings',
      '--input-type=module',
      '-e',
      program,
    ],
    { cwd: checkout, env: { NODE_ENV: 'production' }, timeout: longest, encoding: 'utf8', maxBuffer: 1e6 },
  )
  if (read.error) throw new Error(`${file} was not read to its end within ${longest / 1000} s`)
  if (read.status !== 0) throw new Error(`${file} cannot be read: ${reasonIn(read.stderr)}`)
  const site: unknown = read.stdout ? JSON.parse(read.stdout) : undefined
  if (typeof site !== 'object' || site === null) throw new Error(`${file} exports no site`)
  return site as Record<string, unknown>
}

function reasonIn(output: string): string {
  return /^\w*Error.*$/m.exec(output)?.[0] ?? output.trim().split('\n')[0] ?? 'it says no reason'
}
