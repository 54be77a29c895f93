import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { messageOf } from '#lib/errors.ts'
import { languageOf } from '#lib/words/words.ts'
import { quoted } from './env-text.ts'

/** The folder of the program. */
export const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Below it, in what an upgrade replaces. */
const sources = ['app', 'components', 'content', 'docs', 'lib', 'node_modules', 'public', 'tests']

/** What forbids to make a folder of one's own there, with the remedy. @param folder absolute */
export function folderProblem(folder: string, dataDir: string): string | undefined {
  const ground = groundOf(folder)
  const real = join(realpathSync(ground), relative(ground, folder))
  const below = relative(realpathSync(root), real)
  const [top = ''] = below.split(sep)
  const elsewhere = 'choose one beside it, such as ../our-site'
  if (below === '' || sources.includes(top) || (top.startsWith('.') && top !== '..'))
    return `${folder} lies in the program itself, which an upgrade replaces: ${elsewhere}`
  if (!relative(real, realpathSync(root)).startsWith('..'))
    return `${folder} holds the program itself: ${elsewhere}`
  if (!relative(dataDir, folder)) return `${folder} is DATA_DIR, with the database in it: ${elsewhere}`
  if (!statSync(ground).isDirectory())
    return `${ground} is a file, not a folder: choose another name, or move it away`
  if (!isWritable(ground)) return `${ground} cannot be written by this account: choose another folder`
  const inTheWay = folders
    .map((name) => join(folder, name))
    .find((path) => existsSync(path) && !isFolder(path))
  if (inTheWay) return `${inTheWay} is a file where a folder belongs: move it away`
  if (quoted(folder) === undefined)
    return `${JSON.stringify(folder)} has signs that .env cannot hold: choose another name`
  return undefined
}

export function envProblem(file: string): string | undefined {
  if (existsSync(file) && !statSync(file).isFile()) return `${file} is not a file: move it away`
  if (isWritable(existsSync(file) ? file : dirname(file))) return undefined
  return `${file} cannot be written by this account: run this as the one that owns the program`
}

const folders = ['articles', 'authors', 'pages'] as const

/** A place and what is to stand there. */
type Planned = { file: string; text: string; mode?: number }

/** The pages to fill in, in the language of the site. */
export function pagesFor(folder: string, lang: string): Planned[] {
  const texts = new URL(`./pages/${languageOf(lang) ?? 'en'}/`, import.meta.url)
  return ['about.mdx', 'privacy.mdx'].map((name) => ({
    file: join(folder, 'pages', name),
    text: readFileSync(new URL(name, texts), 'utf8'),
  }))
}

/** All of it or nothing: where something cannot be written, what was written before it goes again. @throws in words */
export function writeAll(folder: string, files: readonly Planned[], last: () => void): void {
  const made: string[] = []
  try {
    for (const path of [folder, ...folders.map((name) => join(folder, name))]) {
      const first = mkdirSync(path, { recursive: true })
      if (first) made.push(first)
    }
    for (const { file, text, mode = 0o666 } of files) {
      // 'wx': what another writer put there meanwhile stays.
      writeFileSync(file, text, { flag: 'wx', mode })
      made.push(file)
    }
    last()
  } catch (error) {
    for (const path of made.reverse()) rmSync(path, { recursive: true, force: true })
    throw new Error(`Nothing was written: ${messageOf(error)}`, { cause: error })
  }
}

/** The path itself, or the nearest above that is there. */
function groundOf(path: string): string {
  return existsSync(path) ? path : groundOf(dirname(path))
}

function isFolder(path: string): boolean {
  return statSync(path).isDirectory()
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}
