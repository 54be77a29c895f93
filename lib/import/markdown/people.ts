import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse as parseToml } from 'smol-toml'
import { parseDocument } from 'yaml'
import { slugify } from '#lib/content/slug.ts'
import { type Person, readPerson } from './fields.ts'
import { textFiles } from './files.ts'
import { takeFrontMatter } from './front-matter.ts'
import { isFolder, type OldSite } from './old-site.ts'

const folders = [
  '_data',
  'data',
  'src/_data',
  'src/data',
  'content',
  'src/content',
  'data/en',
  'content/data',
  '.',
]
const named =
  /^(?:authors?|people|peeps|persons?|team|members|contributors|staff|writers|bloggers|_authors|_people)$/i

/** Who stands behind a short name, in any of the places where such sites keep their people. */
export function readPeople(site: OldSite): Map<string, Person> {
  const found = new Map<string, Person>()
  const put = (key: string, value: unknown) => {
    const person = readPerson(value)
    if (person && !found.has(keyOf(key))) found.set(keyOf(key), person)
  }
  for (const folder of folders) {
    const at = join(site.root, folder)
    for (const name of textFiles.names(at)) {
      const path = join(at, name)
      const [stem = '', end = ''] = [name.replace(/\.\w+$/, ''), name.split('.').pop() ?? '']
      if (!named.test(stem)) continue
      if (isFolder(path)) inFolder(path, put)
      else if (/^(?:ya?ml|json|toml)$/.test(end)) {
        const data = dataIn(path)
        for (const [key, value] of entriesOf(data)) put(key, value)
      }
    }
  }
  const settings = site.settings.authors ?? site.settings.author
  for (const [key, value] of entriesOf(settings)) put(key, value)
  return found
}

export function keyOf(name: string): string {
  return slugify(name) || name
}

function inFolder(folder: string, put: (key: string, value: unknown) => void): void {
  for (const name of textFiles.names(folder)) {
    const path = join(folder, name)
    if (isFolder(path)) {
      const inner = ['_index.md', 'index.md', '_index.en.md', 'index.mdx', 'data.json', '_index.yml']
        .map((one) => join(path, one))
        .find(existsSync)
      if (inner) put(name, dataIn(inner))
    } else if (/\.(?:ya?ml|json|toml|mdx?|markdown)$/.test(name) && !name.startsWith('_'))
      put(basename(name).replace(/\.\w+$/, ''), dataIn(path))
  }
}

function entriesOf(data: unknown): [string, unknown][] {
  if (Array.isArray(data))
    return data.flatMap((one): [string, unknown][] => {
      if (typeof one !== 'object' || one === null) return []
      const key = ['id', 'slug', 'key', 'username', 'login', 'github', 'name', 'full_name']
        .map((name) => (one as Record<string, unknown>)[name])
        .find((value) => typeof value === 'string')
      return typeof key === 'string' ? [[key, one]] : []
    })
  return typeof data === 'object' && data !== null ? Object.entries(data) : []
}

function dataIn(path: string): unknown {
  try {
    const text = readFileSync(path, 'utf8')
    if (/\.(?:md|mdx|markdown)$/.test(path)) return takeFrontMatter(text).data
    if (path.endsWith('.toml')) return parseToml(text)
    if (path.endsWith('.json')) return JSON.parse(text)
    return parseDocument(text, { uniqueKeys: false, strict: false, logLevel: 'silent' }).toJS({
      maxAliasCount: 100,
    })
  } catch {
    return undefined
  }
}
