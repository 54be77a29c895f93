import { afterEach, expect, test } from 'vitest'
import { listWords } from '#lib/cli/words.ts'
import { show, usual } from '#lib/content/organisation/live.ts'
import { catalogues } from '#lib/words/languages.ts'
import { contentFolder } from '../content/folder.ts'

afterEach(() => show(usual))

async function listed(files: Record<string, string>, ...args: string[]) {
  const { path } = await contentFolder(files)
  const printed: string[] = []
  const told: string[] = []
  const terminal = {
    print: (text: string) => printed.push(text),
    complain: (text: string) => told.push(text),
  }
  const code = await listWords(args, { contentDir: path, dataDir: path }, terminal)
  return { code, lines: printed.join('\n').split('\n'), told }
}

test('each word is printed on a line of its own, with its key, in the site’s language', async () => {
  const { code, lines } = await listed({ 'site.yml': 'lang: fr\n' })
  expect(code).toBe(0)
  expect(lines).toContain('enquiry.send\tEnvoyer la demande')
  expect(lines.map((line) => line.split('\t')[0])).toEqual(Object.keys(catalogues.fr))
  expect(lines.every((line) => /^[\w.-]+\t\S/.test(line) && line.split('\t').length === 2)).toBe(true)
})

test('the organisation’s own words stand in the place of ours, and a faulty file changes nothing', async () => {
  const own = 'enquiry.send: |\n  Send it\n  now\n'
  expect((await listed({ 'words.yml': own })).lines).toContain('enquiry.send\tSend it now')
  expect((await listed({ 'words.yml': `${own}enquiry.sent: x\n` })).lines).toContain(
    'enquiry.send\tSend enquiry',
  )
})

test('what cannot be understood is answered with the usage', async () => {
  const { code, told } = await listed({}, 'reply')
  expect(code).toBe(1)
  expect(told.join('\n')).toContain('npm run words')
})
