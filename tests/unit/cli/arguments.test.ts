import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { importCommand } from '#lib/cli/import.ts'
import { fileCommand, refuse } from '#lib/cli/terminal.ts'
import type { Settings } from '#lib/config.ts'

const settings = {} as Settings

function terminal() {
  const said: string[] = []
  const complained: string[] = []
  return {
    said,
    complained,
    screen: {
      print: (text: string) => void said.push(text),
      complain: (text: string) => void complained.push(text),
      ...{ isScreen: false, colour: false, annotations: false },
    },
  }
}

test('a command for a file is given the file and whether it may be replaced, in any order', async () => {
  const asked: unknown[] = []
  const command = fileCommand('Usage: FILE', async (given) => asked.push(given))
  const { screen } = terminal()
  await command(['a.tar.gz'], settings, screen, '/e/.env')
  await command(['--force', 'a.tar.gz'], settings, screen, '/e/.env')
  await command(['a.tar.gz', '--force'], settings, screen, '/e/.env')
  const file = 'a.tar.gz'
  expect(asked).toEqual([
    { file, force: false, envFile: '/e/.env' },
    { file, force: true, envFile: '/e/.env' },
    { file, force: true, envFile: '/e/.env' },
  ])
})

test.each([[[]], [['--force']], [['a', 'b']], [['--help']], [['-f', 'a']], [['']]])(
  'anything else is told how it is used, and nothing is done: %j',
  async (args) => {
    const command = fileCommand('Usage: FILE', async () => {
      throw new Error('It was run.')
    })
    const { screen, complained, said } = terminal()
    expect(await command(args, settings, screen)).toBe(1)
    expect([complained, said]).toEqual([['Usage: FILE'], []])
  },
)

test('a command that did nothing says every reason, and ends with 1', () => {
  const { screen, complained } = terminal()
  expect(refuse(screen, 'One.', 'Two.')).toBe(1)
  expect(complained).toEqual(['One.', 'Two.'])
})

function oldSite() {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-arguments-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'site'))
  for (const name of ['a.xml', 'b.xml', 'uploads.rar']) writeFileSync(join(folder, name), '')
  return (name: string) => join(folder, name)
}

const at = (name: string) => `<${name}>`

/** `<name>` stands for a path in a folder that holds site/, a.xml, b.xml and uploads.rar. */
test.each<[readonly string[], string]>([
  [[], 'Say what to import.'],
  [['drupal', at('a.xml')], 'There is no import from "drupal".'],
  [['wordpress'], 'Name the file that WordPress wrote.'],
  [['markdown'], 'Name the folder of the old site.'],
  [['ghost'], 'Name the file that Ghost wrote.'],
  [['ghost', at('a.xml'), at('b.xml')], 'Name one at a time: '],
  [['wordpress', at('gone.xml')], 'There is no file '],
  [['wordpress', at('site')], 'There is no file '],
  [['markdown', at('a.xml')], 'There is no folder '],
  [
    ['markdown', at('site'), '--from', 'joomla'],
    '"joomla" is no tool that is known: write --from with one of ',
  ],
  [['wordpress', at('a.xml'), '--from', 'hugo'], '--from belongs to a folder of Markdown.'],
  [['wordpress', at('a.xml'), '--pictures', at('gone')], 'There is no folder or archive '],
  [
    ['wordpress', at('a.xml'), '--pictures', at('uploads.rar')],
    'is no folder, and no .zip, .tar or .tar.gz of one.',
  ],
  [
    ['wordpress', at('a.xml'), '--time-zone', 'Europe/Atlantis'],
    '"Europe/Atlantis" is no time zone: write for example',
  ],
  [['wordpress', at('a.xml'), '--pictures'], "Option '--pictures <value>' argument missing"],
  [['wordpress', at('a.xml'), '--dryrun'], "Unknown option '--dryrun'"],
])(
  'an import that is asked for wrongly is told what to write, and writes nothing: %j',
  async (args, told) => {
    const place = oldSite()
    const { screen, complained, said } = terminal()
    const given = args.map((arg) => arg.replace(/^<(.*)>$/, (_, name: string) => place(name)))
    expect(await importCommand(given, settings, screen)).toBe(1)
    expect(complained.join('\n')).toContain(told)
    expect(said).toEqual([])
  },
)

test('help is no fault', async () => {
  for (const args of [['--help'], ['help'], ['wordpress', '-h']]) {
    const { screen, complained, said } = terminal()
    expect(await importCommand(args, settings, screen)).toBe(0)
    expect(said.join()).toContain('npm run import -- wordpress FILE.xml')
    expect(complained).toEqual([])
  }
})
