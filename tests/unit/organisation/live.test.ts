import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { show, usual } from '#lib/content/organisation/live.ts'
import { site } from '#lib/site.ts'
import { theme } from '#lib/theme.ts'
import { words } from '#lib/words/words.ts'
import { article, contentFolder } from '../content/folder.ts'

afterEach(() => show(usual))

test('the organisation’s files are in force from the start, and each change of them at once and everywhere', async () => {
  const folder = await contentFolder({
    'site.yml': "name: L'atelier Kiné\nlang: fr-FR\ncontact:\n  email: accueil@example.org\n",
    'theme.yml': 'accent: { light: "#00574b" }\n',
    'words.yml': 'reply.heading: Écrivez-nous\n',
    'articles/one.mdx': article(),
  })
  let renewed = 0
  const { library } = await folder.open({ invalidateAll: () => renewed++ })
  expect([site.name, site.lang, site.contact.email]).toEqual([
    "L'atelier Kiné",
    'fr-FR',
    'accueil@example.org',
  ])
  expect(theme().light.accent).toBe('#00574b')
  expect(words()('reply.heading')).toBe('Écrivez-nous')
  expect(library.articles()[0]?.lang).toBe('fr-FR')

  await folder.write(
    'site.yml',
    'name: Praxis am Markt\nlang: de\nreplies: off\nshareTargets: [x, email, x]\n',
  )
  await folder.remove('words.yml')
  await library.refresh()
  expect(site.name).toBe('Praxis am Markt')
  expect(site.shareTargets).toEqual(['x', 'email'])
  expect(words()('reply.heading')).toBe('Einen Kommentar schreiben')
  expect(library.articles()[0]).toMatchObject({ lang: 'de', replies: 'off' })
  expect(renewed).toBeGreaterThan(0)
})

test('a faulty file is told with place and remedy, and leaves its last good version in force, over a restart too', async () => {
  const lastGood = join(mkdtempSync(join(tmpdir(), 'broadsheet-last-good-')), 'kept')
  onTestFinished(() => rmSync(lastGood, { recursive: true, force: true }))
  const folder = await contentFolder({ 'site.yml': 'name: Acorn Clinic\ntimeZone: Europe/Paris\n' })
  const { library } = await folder.open({ lastGood, watch: true })
  await folder.write('site.yml', 'name: Oak Clinic\ntimeZone: Paris\nnavigaton: []\n')
  await library.refresh()
  expect(site.name).toBe('Acorn Clinic')
  expect(
    library
      .faults()
      .map(({ file, line, column, message }) => `${file.split('/').at(-1)}:${line}:${column}: ${message}`),
  ).toEqual([
    'site.yml:2:11: "timeZone" must be a time zone, such as Europe/London; found "Paris". Did you mean Europe/Paris?',
    'site.yml:3:1: unknown field "navigaton". Did you mean "navigation"?',
  ])
  library.close()
  show(usual)
  await folder.open({ lastGood, watch: true })
  expect(site.name).toBe('Acorn Clinic')
})

test('dates without a zone follow a change of the time zone', async () => {
  const folder = await contentFolder({
    'site.yml': 'timeZone: Europe/London\n',
    'articles/one.mdx': article('Words.', { date: '2026-07-01T12:00' }),
  })
  const { library } = await folder.open()
  await folder.write('site.yml', 'timeZone: Asia/Tokyo\n')
  await library.refresh()
  expect(library.articles()[0]?.date.at).toBe(Date.parse('2026-07-01T12:00+09:00'))
})
