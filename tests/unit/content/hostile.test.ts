import { expect, test } from 'vitest'
import { compileBody } from '#lib/content/mdx.ts'
import { article, contentFolder } from './folder.ts'

const hostile: Record<string, string> = {
  'reads a secret': article('{process.env.SECRET}'),
  'imports a module': article('import fs from "node:fs"\n\n{fs.readFileSync("/etc/passwd", "utf8")}'),
  'loops for ever': article('{(() => { while (true) {} })()}'),
  'loops for ever while it is loaded': article('export const x = (() => { while (true) {} })()'),
  'hides code in an attribute': article('<Callout title={globalThis.x = 1}>Text</Callout>'),
  'hides code in a spread': article('<Callout {...globalThis.process}>Text</Callout>'),
  'hides code in a component’s name': article('<props.components.a>Text</props.components.a>'),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the template is the article's
  'hides code in a template': article('{`${globalThis.x = 1}`}'),
  'hides code in JSX in braces': article('{<b>{globalThis.x = 1}</b>}'),
  'is JavaScript in its front matter': `---js\n{ title: (globalThis.x = 1) }\n---\nText\n`,
  'is CoffeeScript in its front matter': `---coffee\ntitle: 1\n---\nText\n`,
  'makes a function in its front matter': `---\ntitle: !!js/function "() => 1"\ndescription: D\ndate: 2026-01-01\n---\n`,
  'makes a bomb of aliases': `---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\ndescription: D\ndate: 2026-01-01\n---\nText\n`,
  'has a script': article('<script>globalThis.x = 1</script>'),
  'has an event': article('<img src="x.png" alt="x" onError="globalThis.x = 1" />'),
  'has a link that runs': article('<a href="java&#115;cript:globalThis.x=1">Text</a>'),
  'has a link that runs, behind a tab': article('[Text](java&#9;script:globalThis.x=1)'),
  'is nested beyond reason': article('> '.repeat(6000)),
  'opens braces beyond reason': article('{'.repeat(5000)),
  'opens tags beyond reason': article('<b>'.repeat(3000)),
}

for (const [deed, text] of Object.entries(hostile))
  test(`an article that ${deed} is refused, and the others stand`, async () => {
    const folder = await contentFolder({ 'articles/bad.mdx': text, 'articles/good.mdx': article() })
    const { library } = await folder.open()
    expect(library.article('bad').kind).toBe('missing')
    expect(library.faults().length).toBeGreaterThan(0)
    expect(library.faults().every(({ file }) => file.endsWith('bad.mdx'))).toBe(true)
    expect(library.articles().map(({ slug }) => slug)).toEqual(['good'])
    expect('x' in globalThis).toBe(false)
  })

test('no code passes the compiler, even unchecked', async () => {
  await expect(compileBody('{process.env.SECRET}', 'mdx')).rejects.toThrow('not checked')
  await expect(compileBody('export const a = 1', 'mdx')).rejects.toThrow('not checked')
})

test('a comment gives the compiler no orders', async () => {
  const code = await compileBody('{/* @jsxRuntime classic @jsx evil */}\n\nText', 'mdx')
  expect(code).not.toContain('evil')
})
