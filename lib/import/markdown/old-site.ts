import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse as parseToml } from 'smol-toml'
import { parseDocument } from 'yaml'
import { textFiles } from './files.ts'
import type { Tool } from './tool.ts'

export type OldSite = {
  tool: Tool
  /** The folder of the whole site; nothing outside it is read. */
  root: string
  /** In which the texts are, below root or root itself. */
  content: string
  settings: Settings
  title?: string | undefined
  tagline?: string | undefined
  lang?: string | undefined
  timeZone?: string | undefined
  /** With path, without slash at its end. */
  address?: string | undefined
}

export type Settings = { [name: string]: unknown }

const signs: [Tool, RegExp][] = [
  ['quarto', /^_quarto\.ya?ml$/],
  ['eleventy', /^(?:\.eleventy|eleventy\.config)\.[cm]?[jt]s$/],
  ['astro', /^astro\.config\.[cm]?[jt]s$/],
  ['hugo', /^hugo\.(?:toml|ya?ml|json)$/],
]

/** @param given the folder that was named; it may be the whole site or a part of it */
export function openSite(given: string, from: Tool | undefined): OldSite {
  const folder = resolve(given)
  const candidates = [folder, ...parents(folder)]
  const root =
    candidates.find((one) => toolAt(one)) ??
    candidates.find((one, index) => index > 0 && hasAssets(one)) ??
    folder
  const tool = from ?? toolAt(root) ?? 'folder'
  const settings = settingsAt(root)
  const get = (...names: string[]) =>
    names.map((name) => settings[name]).find((one) => typeof one === 'string' && one) as string | undefined
  const address = get('baseurl_full') ?? get('baseURL', 'baseurl', 'baseUrl', 'BaseURL', 'base_url', 'url')
  const path = tool === 'jekyll' ? get('baseurl') : undefined
  const whole = tool === 'jekyll' ? joined(get('url'), path) : address
  const main = get('defaultContentLanguage', 'DefaultContentLanguage', 'defaultcontentlanguage') ?? 'en'
  const ofMain = asSettings(asSettings(settings.languages)[main]).title
  return {
    tool,
    root,
    content: folder === root ? contentOf(root, tool, settings) : folder,
    settings,
    title: get('title', 'name') ?? (typeof ofMain === 'string' ? ofMain : undefined),
    tagline: get('subtitle', 'description', 'tagline'),
    lang: get(
      'languageCode',
      'defaultContentLanguage',
      'DefaultContentLanguage',
      'default_language',
      'lang',
      'language',
      'locale',
    ),
    timeZone: get('timeZone', 'timezone', 'time_zone'),
    address: whole && /^https?:\/\//.test(whole) ? whole.replace(/\/+$/, '') : undefined,
  }
}

function joined(url: string | undefined, path = ''): string | undefined {
  return url && url.replace(/\/+$/, '') + path.replace(/^(?!\/|$)/, '/')
}

function parents(folder: string): string[] {
  const found: string[] = []
  for (let at = resolve(folder, '..'); found.length < 4 && at !== resolve(at, '..'); at = resolve(at, '..')) {
    if (existsSync(join(folder, '.git'))) break
    found.push(at)
    if (existsSync(join(at, '.git')) || existsSync(join(at, 'package.json'))) break
  }
  return found
}

function hasAssets(folder: string): boolean {
  return ['static', 'public', 'assets', '_data'].some((name) => isFolder(join(folder, name)))
}

function toolAt(folder: string): Tool | undefined {
  const names = textFiles.names(folder)
  for (const [tool, sign] of signs) if (names.some((name) => sign.test(name))) return tool
  if (isFolder(join(folder, 'config', '_default'))) return 'hugo'
  const toml = names.find((name) => /^config\.toml$/.test(name))
  if (toml) return /^\s*base_url\s*=/m.test(textFiles.read(join(folder, toml))) ? 'zola' : 'hugo'
  if (
    names.some((name) => /^config\.(?:ya?ml|json)$/.test(name)) &&
    (isFolder(join(folder, 'content')) || isFolder(join(folder, 'archetypes')))
  )
    return 'hugo'
  if (names.includes('_config.yml') || names.includes('_config.yaml'))
    return isFolder(join(folder, 'source')) || isFolder(join(folder, 'scaffolds')) ? 'hexo' : 'jekyll'
  return isFolder(join(folder, '_posts')) ? 'jekyll' : undefined
}

function contentOf(root: string, tool: Tool, settings: Settings): string {
  const named = {
    hugo: String(settings.contentDir ?? 'content'),
    zola: 'content',
    hexo: 'source',
    astro: 'src',
  }[tool as string]
  const folder = named && join(root, named)
  return folder && isFolder(folder) && resolve(folder).startsWith(root) ? folder : root
}

/** Only the site’s own settings; keys and passwords stand in other files, and none of these is written anywhere. */
function settingsAt(root: string): Settings {
  const files = [
    ...['hugo', 'config'].flatMap((name) => ['toml', 'yaml', 'yml', 'json'].map((end) => `${name}.${end}`)),
    ...['hugo', 'config', 'params', 'languages', 'permalinks'].flatMap((name) =>
      ['toml', 'yaml', 'yml'].map((end) => `config/_default/${name}.${end}`),
    ),
    '_config.yml',
    '_config.yaml',
    '_quarto.yml',
  ]
  let all: Settings = {}
  for (const file of files) {
    const path = join(root, file)
    if (!existsSync(path)) continue
    const read = settingsIn(path)
    const part = /(params|languages|permalinks)\.\w+$/.exec(file)?.[1]
    all = { ...all, ...(part ? { [part]: { ...asSettings(all[part]), ...read } } : read) }
  }
  const folder = join(root, 'config', '_default')
  for (const name of textFiles.names(folder)) {
    const [, lang] = /^languages\.([\w-]+)\.(?:toml|ya?ml)$/.exec(name) ?? []
    if (lang)
      all = { ...all, languages: { ...asSettings(all.languages), [lang]: settingsIn(join(folder, name)) } }
  }
  const website = asSettings(all.website)
  return {
    ...website,
    ...(typeof website['site-url'] === 'string' ? { url: website['site-url'] } : {}),
    ...all,
  }
}

function settingsIn(path: string): Settings {
  const text = readFileSync(path, 'utf8')
  try {
    if (path.endsWith('.toml')) return asSettings(parseToml(text))
    if (path.endsWith('.json')) return asSettings(JSON.parse(text))
    return asSettings(
      parseDocument(text, { uniqueKeys: false, strict: false, logLevel: 'silent' }).toJS({
        maxAliasCount: 100,
      }),
    )
  } catch {
    return {}
  }
}

export function asSettings(value: unknown): Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Settings) : {}
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** `site.params.x`, `baseurl`: of the settings, whatever the case of their names. */
export function settingOf(site: OldSite, name: string): string | undefined {
  let at: unknown = site.settings
  for (const part of name
    .toLowerCase()
    .replace(/^(?:site|config)\./, '')
    .split('.')) {
    const here = asSettings(at)
    const key =
      Object.keys(here).find((one) => one.toLowerCase() === part) ?? (part === 'params' ? '' : undefined)
    if (key === undefined) {
      const inParams = asSettings(here.params)
      const other = Object.keys(inParams).find((one) => one.toLowerCase() === part)
      if (other === undefined) return undefined
      at = inParams[other]
    } else if (key) at = here[key]
  }
  return typeof at === 'string' || typeof at === 'number' ? String(at) : undefined
}
