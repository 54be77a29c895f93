import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { faultyFiles, sharedCauses } from '#lib/content/lint/groups.ts'
import { Causes } from '../../../app/staff/content/faults.tsx'
import { article, contentFolder } from './folder.ts'

test('what many files have alike stands once at the desk with the place in each, and what one has besides with that file', async () => {
  const names = ['a', 'b', 'c', 'd']
  const folder = await contentFolder(
    Object.fromEntries(
      names.map((name) => [
        `articles/${name}.mdx`,
        article(name === 'd' ? 'See [that](/articles/nowhere).' : 'Words.', { layout: 'post' }),
      ]),
    ),
  )
  const { library } = await folder.open()
  const { causes, rest } = sharedCauses(faultyFiles(library))
  expect(causes).toHaveLength(1)
  expect(rest.map(({ file, faults }) => [file, faults.map(({ ruleId }) => ruleId)])).toEqual([
    [`${folder.path}/articles/d.mdx`, ['dead-link']],
  ])
  const html = renderToStaticMarkup(<Causes causes={causes} />)
  expect(html).toContain('<p>unknown field &quot;layout&quot;.')
  expect(html).toContain('<summary>In 4 files (warning)</summary>')
  for (const name of names) expect(html).toContain(`${folder.path}/articles/${name}.mdx:5:1</code>`)
})
