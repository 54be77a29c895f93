import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { rules } from '#lib/content/lint/rules.ts'
import { contentFolder, front, good } from './folder.ts'

test('the documents have every rule, with its severity and meaning', async () => {
  const text = await readFile('docs/rules.md', 'utf8')
  const rows = [...text.matchAll(/^\| `([\w-]+)` \| (\w+) \| (.+) \|$/gm)].map(([, ...row]) => row)
  expect(rows).toEqual(Object.entries(rules).map(([id, { severity, meaning }]) => [id, severity, meaning]))
})

test('each of what is wrong has the rule it breaks, and the severity of that rule', async () => {
  const folder = await contentFolder({
    'articles/x.mdx': front(...good, 'draff: true').replace(
      'Words.',
      '## One\n\n#### Deep\n\n[Nowhere](/nowhere)\n\n2*3*4',
    ),
    'articles/X y.mdx': front(...good),
    'articles/x/clinic.png': 'no picture',
  })
  const { library } = await folder.open()
  const found = library.faults().map(({ file, line, ruleId, severity }) => {
    return `${file.replace(`${folder.path}/articles/`, '')}:${line} ${ruleId} ${severity}`
  })
  expect(found).toEqual([
    'X y.mdx:1 file-name error',
    'x.mdx:5 misspelt-field error',
    'x.mdx:9 heading warning',
    'x.mdx:11 dead-link warning',
    'x.mdx:13 typed-signs warning',
    'x/clinic.png:1 picture-file error',
  ])
})
