import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { makeBackup } from '#lib/backup/make.ts'
import { parseSettings, type Settings } from '#lib/config.ts'
import { messageOf } from '#lib/errors.ts'
import { refuse, type Terminal } from '../terminal.ts'
import { bring } from './old-site.ts'
import { holderOf, isAnswering } from './running.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Where content goes that lay in the program's own folder. */
const contentName = 'ours'

/** As git names what stood in public/ then. */
const publicThen: Record<string, string> = {
  'apple-touch-icon.png': '37f2fce8244729609078f7297495398ea09507e6',
  'favicon.ico': '89d0eb23fdc87e92b686100b397d04662cb01fbf',
  'fonts/OFL.txt': 'b434cc6fe968176169140a2dfbbe209286a8aca1',
  'fonts/newsreader.woff2': '1d120fb910c5e1098f0e7f596fc59accdc6a7b31',
  'site.png': '0dc7b13371e4175ca949648d4c7153b2443355f4',
}

/** @returns the exit code: 1 when nothing was changed, for a reason that was told */
export async function from(folder: string, terminal: Terminal): Promise<number> {
  const stopped = (...reasons: string[]) =>
    refuse(terminal, ...reasons, 'Nothing was changed, here or there.')
  if (!existsSync(join(folder, 'lib/site.ts')) || !existsSync(join(folder, 'package.json')))
    return stopped(
      `${folder} is no folder of Broadsheet 0.1.0: it has no lib/site.ts. Name the one that your site runs in.`,
    )
  const old = realpathSync(folder)
  if (old === realpathSync(root))
    return stopped(
      'That is this very folder. Clone the new version beside the old one, and type the command there.',
    )
  const envFile = join(old, '.env')
  const env = existsSync(envFile) ? readFileSync(envFile, 'utf8') : ''
  const parsed = settingsAt(old, env)
  if ('problems' in parsed) return stopped(...parsed.problems, `Correct ${envFile}.`)
  const { settings } = parsed
  const running = await runningOn(settings)
  if (running)
    return stopped(
      `The site in ${old} is running (${running}). Stop it, by Ctrl-C or your service’s stop, and type this again.`,
    )
  if (settings.database.kind === 'sqlite' && !existsSync(settings.database.file))
    return stopped(
      `There is no database at ${settings.database.file}. If your service sets DATA_DIR or DATABASE_URL, write them before the command: DATA_DIR=… npm run upgrade -- --from ${folder}`,
    )
  const taken = [
    ...new Set(['.env', contentName, 'backups', ...inside(old, settings).map(({ to }) => to)]),
  ].filter((name) => existsSync(join(root, name)))
  if (taken.length)
    return stopped(
      `${taken.join(', ')} ${taken.length > 1 ? 'are' : 'is'} in ${root} already. Use a fresh clone, or move ${taken.length > 1 ? 'them' : 'it'} away first.`,
    )
  const workshop = mkdtempSync(join(root, '.upgrade-'))
  try {
    await bringAll({ old, env, settings, workshop, terminal })
    return 0
  } catch (error) {
    return stopped(`The upgrade did not come to its end: ${messageOf(error)}.`)
  } finally {
    rmSync(workshop, { recursive: true, force: true })
  }
}

/** Relative paths in it are seen from that folder; what is set for this command goes before. */
function settingsAt(old: string, env: string): ReturnType<typeof parseSettings> {
  const here = process.cwd()
  process.chdir(old)
  try {
    return parseSettings({ ...parseEnv(env), ...process.env })
  } finally {
    process.chdir(here)
  }
}

async function runningOn({ database, port }: Settings): Promise<string | undefined> {
  if (database.kind === 'sqlite') {
    const pid = holderOf(database.file)
    if (pid !== undefined || existsSync('/proc/self/fd'))
      return pid === undefined ? undefined : `process ${pid}`
  }
  return (await isAnswering(port)) ? `port ${port}` : undefined
}

/** Of the data, what lies in the old program's folder and so has to move, by where it goes in the new one. */
function inside(old: string, { dataDir, database }: Settings): { from: string; to: string }[] {
  const found =
    existsSync(dataDir) && isBelow(old, dataDir)
      ? [{ from: dataDir, to: relative(old, realpathSync(dataDir)) }]
      : []
  if (database.kind !== 'sqlite' || !isBelow(old, database.file) || isBelow(dataDir, database.file))
    return found
  const name = basename(database.file)
  const parts = readdirSync(dirname(database.file)).filter((file) => file.startsWith(name))
  return [
    ...found,
    ...parts.map((part) => ({
      from: join(dirname(database.file), part),
      to: relative(old, join(dirname(realpathSync(database.file)), part)),
    })),
  ]
}

function isBelow(folder: string, path: string): boolean {
  const real = existsSync(path) ? realpathSync(path) : path
  return real.startsWith((existsSync(folder) ? realpathSync(folder) : folder) + sep)
}

async function bringAll(options: {
  old: string
  env: string
  settings: Settings
  workshop: string
  terminal: Terminal
}): Promise<void> {
  const { old, env, settings, workshop, terminal } = options
  const { print } = terminal
  const brought = bring(old)
  const moved = inside(old, settings)
  for (const { from, to } of moved) copy(from, join(workshop, to))
  const movesContent = isBelow(old, settings.contentDir)
  const content = movesContent ? join(workshop, contentName) : settings.contentDir
  if (movesContent && existsSync(settings.contentDir)) copy(settings.contentDir, content)
  const place = placeIn(workshop, old, settings, content)
  mkdirSync(content, { recursive: true })
  mkdirSync(join(workshop, 'backups'))
  const file = join(
    workshop,
    'backups',
    `before-upgrade-${new Date().toISOString().replace(/[:.]/g, '-')}.tar.gz`,
  )
  const envFile = join(old, '.env')
  const made = await makeBackup({ ...place, envFile }, file)
  if (!made.isWhole)
    throw new Error(
      `the backup would lack ${made.leftOut.map(({ name, reason }) => `${name} (${reason})`).join(', ')}`,
    )

  const told = [...brought.told]
  const written = writeFiles(content, { 'site.yml': brought.site, 'theme.yml': brought.theme })
  told.push(...bringPublic(old, content))
  writeFileSync(join(workshop, '.env'), envFor(env, old, settings, movesContent), { mode: 0o600 })
  const changed = readdirSync(workshop)
  for (const name of changed) renameSync(join(workshop, name), join(root, name))

  const contentDir = movesContent ? join(root, contentName) : settings.contentDir
  print(
    `A backup of the old site lies at ${join(root, 'backups', basename(file))}. It holds personal data and the secret: keep it where nobody else can read it.`,
  )
  for (const { to } of moved) print(`Data: ${join(root, to)} is a copy of the old one.`)
  if (!moved.length)
    print(
      `Data: stays where it is (${settings.database.kind === 'sqlite' ? settings.dataDir : `${settings.dataDir} and PostgreSQL`}). The new version migrates it at its first start, after which the old one cannot use it.`,
    )
  if (settings.database.kind === 'postgres')
    print(
      'The backup holds no PostgreSQL database: before the first start, pg_dump -Fc -f site.dump "$DATABASE_URL"',
    )
  print(`Content: ${contentDir}${movesContent ? ', a copy of the old one.' : ' stays where it is.'}`)
  for (const name of written) print(`Your organisation: ${join(contentDir, name)}, from lib/site.ts.`)
  print(`Settings: ${join(root, '.env')}${env ? ', from the old one.' : '.'}`)
  for (const line of told) print(`To look at: ${line}`)
  for (const line of changedProgram(old)) print(`To look at: ${line}`)
  print(
    `Nothing in ${old} was changed. Start the new site with npm start, here; mails that waited leave then.`,
  )
}

function copy(from: string, to: string): void {
  cpSync(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
}

/** What the backup is made of: copies, so that nothing in the old folder is opened. */
function placeIn(workshop: string, old: string, settings: Settings, contentDir: string) {
  const { dataDir, database } = settings
  const at = (path: string) => (isBelow(old, path) ? join(workshop, relative(old, realpathSync(path))) : path)
  return {
    contentDir,
    dataDir: existsSync(dataDir) ? at(dataDir) : dataDir,
    database: database.kind === 'sqlite' ? { ...database, file: at(database.file) } : database,
  }
}

/** @returns those that were not there */
function writeFiles(folder: string, files: Record<string, string | undefined>): string[] {
  return Object.entries(files).flatMap(([name, text]) => {
    if (text === undefined || existsSync(join(folder, name))) return []
    writeFileSync(join(folder, name), text, { mode: 0o644 })
    return [name]
  })
}

/** What they added is a download from now on. */
function bringPublic(old: string, content: string): string[] {
  const folder = join(old, 'public')
  const files = globSync('**/*', { cwd: folder }).filter((name) => statSync(join(folder, name)).isFile())
  return files.sort().flatMap((name) => {
    const id = publicThen[name.split(sep).join('/')]
    if (id === blobId(readFileSync(join(folder, name)))) return []
    if (id)
      return [
        `public/${name} was changed, and was not brought: a logo in the content folder takes the place of icons and picture.`,
      ]
    const to = join(content, 'files', name)
    if (existsSync(to)) return [`public/${name} was not brought: ${to} is there already.`]
    copy(join(folder, name), to)
    return [
      `public/${name} is in files/ of the content folder. Its address is /files/${name} from now on: change links to /${name}.`,
    ]
  })
}

function blobId(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

function envFor(env: string, old: string, settings: Settings, movesContent: boolean): string {
  const moved = new Map<string, string>()
  if (movesContent) moved.set('CONTENT_DIR', `./${contentName}`)
  const { dataDir, database } = settings
  if (isBelow(old, dataDir)) moved.set('DATA_DIR', `./${relative(old, realpathSync(dataDir))}`)
  else if (process.env.DATA_DIR) moved.set('DATA_DIR', dataDir)
  if (
    database.kind === 'sqlite' &&
    isBelow(old, database.file) &&
    /^\s*(?:export\s+)?DATABASE_URL\s*=/m.test(env)
  )
    moved.set('DATABASE_URL', `file:./${relative(old, realpathSync(database.file))}`)
  const kept = env.split(/\r?\n/).filter((line) => {
    const [, name = ''] = /^\s*(?:export\s+)?(\w+)\s*=/.exec(line) ?? []
    return !moved.has(name)
  })
  const text = kept.join('\n').trimEnd()
  return `${text}${text && '\n'}${[...moved].map(([name, value]) => `${name}=${value}\n`).join('')}`
}

/** Changes of the program's own files, which nothing can bring. */
function changedProgram(old: string): string[] {
  const git = (...args: string[]) =>
    spawnSync('git', ['--no-optional-locks', '-C', old, ...args], { encoding: 'utf8' })
  const differing = git('diff', '--name-only', '512da41', '--', '.', ':!content', ':!public', ':!lib/site.ts')
  if (differing.status !== 0)
    return [
      'whether you changed other files of the program cannot be told: that folder has no git history of 0.1.0.',
    ]
  const names = differing.stdout.trim().split('\n').filter(Boolean)
  if (!names.length) return []
  return [
    `you changed files of the program, which were not brought: ${names.join(', ')}. Colours go into theme.yml, words into words.yml.`,
  ]
}
