import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import type { Settings } from '#lib/config.ts'
import { parseOrganisation } from '#lib/content/organisation/parse.ts'
import { messageOf } from '#lib/errors.ts'
import { type Answers, questionNames, questions } from './setup/answers.ts'
import { readArgs } from './setup/args.ts'
import { ask } from './setup/ask.ts'
import { type EnvValues, envNames, envWith } from './setup/env-text.ts'
import { envProblem, folderProblem, pagesFor, root, writeAll } from './setup/folder.ts'
import { siteFile } from './setup/site-file.ts'
import { refuse, runCommand, type Screen, type Terminal } from './terminal.ts'

const usage = `Usage:
  npm run setup                 seven questions make a folder of your own
  npm run setup -- --name "Acorn Clinic" --lang en-GB --promise 24 \\
    --time-zone Europe/London --staff desk@example.org \\
    --smtp smtp://user:password@mail.example.org:587 \\
    --url https://www.example.org --folder ../acorn
                                the same by flags; only what is left out is asked`

const nothing = 'Nothing was written.'

/** What is there already, and stays as it is. */
type There = {
  folder: string
  siteFile: string
  hasSite: boolean
  envFile: string
  env: string | undefined
  settled: Partial<Answers>
}

export async function setup(args: readonly string[], settings: Settings, screen: Screen): Promise<number> {
  const asked = readArgs(args)
  if ('problems' in asked) return refuse(screen, ...asked.problems, nothing)
  if (asked.isHelp) {
    screen.print(usage)
    return 0
  }
  const envFile = join(root, '.env')
  const folder = folderMeant(asked.folder, settings)
  const problems = [folderProblem(folder, settings.dataDir), envProblem(envFile)].filter(
    (problem) => problem !== undefined,
  )
  if (problems.length) return refuse(screen, ...problems, nothing)
  const there = lookAt(folder, envFile)
  const answers = await answered(there, asked.given, screen)
  if (!answers) return refuse(screen, `\n${nothing}`)
  try {
    const env = write(there, answers, asked.given, screen)
    // Imported only now: a wrong flag is told at once.
    const { tellNext } = await import('./setup/next.ts')
    await tellNext({ folder, env, isNew: !there.hasSite }, screen)
    return 0
  } catch (error) {
    return refuse(screen, messageOf(error))
  }
}

function folderMeant(typed: string | undefined, { contentDir }: Settings): string {
  if (typed !== undefined) return resolve(typed.replace(/^~(?=\/|$)/, homedir()))
  // Named in the settings already, and no sample.
  if (contentDir !== join(root, 'content')) return contentDir
  return resolve(root, '..', 'our-site')
}

function lookAt(folder: string, envFile: string): There {
  const siteFile = join(folder, 'site.yml')
  const hasSite = existsSync(siteFile)
  const env = existsSync(envFile) ? readFileSync(envFile, 'utf8') : undefined
  const settled: Partial<Answers> = {}
  if (hasSite) {
    const { kind, value } = parseOrganisation('site', readFileSync(siteFile))
    const site = kind === 'site' ? value : undefined
    for (const name of ['name', 'lang', 'time-zone', 'promise'] as const) settled[name] = ''
    if (site) Object.assign(settled, { name: site.name, lang: site.lang, 'time-zone': site.timeZone })
  }
  const said = parseEnv(env ?? '')
  for (const name of questionNames) {
    const { setting } = questions[name]
    const value = setting && said[setting]?.trim()
    if (value) settled[name] = value
  }
  return { folder, siteFile, hasSite, envFile, env, settled }
}

/** @returns undefined when the questions were broken off */
async function answered(
  there: There,
  given: Partial<Answers>,
  { print }: Terminal,
): Promise<Answers | undefined> {
  // A site.yml that is there and faulty tells no language for the pages.
  const lang = there.settled.lang || given.lang
  const known: Partial<Answers> = { ...given, ...there.settled, ...(lang && { lang }) }
  const missing = questionNames.filter((name) => known[name] === undefined)
  if (!missing.length) return known as Answers
  if (process.stdin.isTTY && process.stdout.isTTY) {
    print('\nA folder of your own is made, in which everything is yours:')
    print(`  ${there.folder}`)
    print('For another one: Ctrl-C, then npm run setup -- --folder FOLDER')
    print('Enter takes what stands in brackets. Nothing is written before the last answer.')
    return (await ask(missing, known, { print })) as Answers | undefined
  }
  print('There is no terminal to ask at. Not given, so by default:')
  for (const name of missing) {
    const value = questions[name].usual(known)
    known[name] = value
    print(`  --${name} ${value ? shellWord(value) : 'none'}`)
  }
  return known as Answers
}

/** @returns what .env says now */
function write(there: There, answers: Answers, given: Partial<Answers>, { print }: Terminal): string {
  const { folder, envFile } = there
  const values: EnvValues = {
    CONTENT_DIR: folder,
    SITE_URL: answers.url,
    SMTP_URL: answers.smtp,
    STAFF_EMAIL: answers.staff,
  }
  const env = envWith(there.env, values)
  const pages = pagesFor(folder, answers.lang)
  const all = [{ file: there.siteFile, text: there.hasSite ? '' : siteFile(answers) }, ...pages]
  const [left, fresh] = [true, false].map((isThere) => all.filter(({ file }) => existsSync(file) === isThere))
  const ofEnv = there.env === undefined ? [{ file: envFile, text: env, mode: 0o600 }] : []
  writeAll(folder, [...(fresh ?? []), ...ofEnv], () => {
    if (there.env !== undefined && env !== there.env) writeFileSync(envFile, env)
  })
  const made = [...(fresh ?? []), ...ofEnv].map(({ file }) => file)
  if (there.env !== undefined && env !== there.env)
    made.push(`${envFile} (added to: ${added(there.env, env)})`)
  const alone = (left ?? []).map(({ file }) => file)
  if (env === there.env) alone.push(envFile)
  if (made.length) print(['\nMade:', ...made.map((line) => `  ${line}`)].join('\n'))
  if (alone.length)
    print(['\nLeft alone, as it was there already:', ...alone.map((line) => `  ${line}`)].join('\n'))
  for (const name of keptOtherwise(there, given))
    print(`${name} stays in .env as it was: change its line there if it is to be another.`)
  return env
}

function added(before: string, after: string): string {
  const [old, fresh] = [parseEnv(before), parseEnv(after)]
  return envNames.filter((name) => old[name] !== fresh[name]).join(', ') || 'examples'
}

/** Which lines of .env are not as was asked for now. */
function keptOtherwise({ env = '', folder }: There, given: Partial<Answers>): string[] {
  const said = parseEnv(env)
  const dir = said.CONTENT_DIR?.trim()
  const others = questionNames.flatMap((name) => {
    const { setting, check } = questions[name]
    const value = setting && said[setting]?.trim()
    const wanted = given[name]
    if (!value || wanted === undefined) return []
    const read = check(value, given)
    return 'value' in read && read.value === wanted ? [] : [setting]
  })
  return [...(dir && resolve(dir) !== folder ? ['CONTENT_DIR'] : []), ...others]
}

function shellWord(value: string): string {
  return /^[\w@.,:/+-]+$/.test(value) ? value : `"${value}"`
}

if (import.meta.main) await runCommand(setup)
