import { expect, test } from 'vitest'
import { isError } from '#lib/content/lint/diagnostic.ts'
import { compileBody, parseBody } from '#lib/content/mdx.ts'
import { type Context, provideContext } from '#lib/context.ts'
import { siteFeed } from '../../../app/feed.ts'
import { article, contentFolder } from './folder.ts'

const tick = '`'
const bodies: Record<string, string> = {
  'a program between two tags in code': `${tick}<script>${tick} {process.exit(1)} ${tick}</script>${tick}`,
  'a program between style tags in code': `${tick}<style>${tick} {process.exit(1)} ${tick}</style>${tick}`,
  'a program after a script tag in a block of code': `~~~html\n<script>\n~~~\n\n{process.exit(1)}\n\n~~~html\n</script>\n~~~`,
  'an unknown tag between two script tags in code': `${tick}<script>${tick} <blink>x</blink> ${tick}</script>${tick}`,
  'an order to the compiler before a text': "{/* @jsxRuntime classic */ 'x'}",
  'an order to the compiler behind a text': "{'x' /* @jsx process.abort */}",
  'an order to the compiler in a line comment': "{'x' // @jsxImportSource evil\n}",
  'an order in a template': '{`x` /* @jsxRuntime classic */}',
  'an order in an attribute': '<Callout title={/* @jsx process.abort */ "x"}>Text</Callout>',
  'an order behind an attribute': '<Callout title={"x" /* @jsxFrag evil */}>Text</Callout>',
  'an order alone': '{/* @jsxRuntime classic @jsx process.abort */}\n\nText',
  'an honest article about HTML': `A page has ${tick}<script>${tick} and ${tick}</script>${tick}, and styles in ${tick}<style>${tick}.\n\n~~~html\n<script>if (a) { b() }</script>\n~~~`,
  'a script': '<script>\nif (a) { b() }\n</script>',
  'a text, a number and a comment': '{"a"} {-1} {/* for editors */} {`b`}',
}

for (const format of ['mdx', 'md'] as const)
  for (const [name, text] of Object.entries(bodies))
    test(`the check and the compiler agree on ${name} (.${format})`, async () => {
      const errors = parseBody(text, format).problems.filter(isError)
      const compiled = await compileBody(text, format).then(
        (code) => code,
        () => undefined,
      )
      expect(compiled !== undefined).toBe(errors.length === 0)
      // In plain Markdown braces are text, and shown as such.
      if (format === 'mdx') expect(compiled ?? '').not.toMatch(/process\.|evil|classic/)
    })

test('an honest article about HTML has no fault', () => {
  expect(parseBody(bodies['an honest article about HTML'] ?? '', 'mdx').problems).toEqual([])
})

test('a comment beside a text is told as program code', () => {
  expect(parseBody("{/* note */ 'x'}", 'mdx').problems).toEqual([
    {
      ruleId: 'program-code',
      offset: 0,
      message:
        "{/* note */ 'x'} is program code, which an article cannot hold: write \\{ and \\} for braces in the text",
    },
  ])
})

test('a feed leaves out an article that cannot be rendered, and the log says so once', async () => {
  const folder = await contentFolder({
    'articles/good.mdx': article('Good words.'),
    'articles/bad.mdx': article('Bad words.'),
  })
  const { library } = await folder.open()
  const logged: unknown[] = []
  const body: typeof library.body = (item) =>
    item.slug === 'bad' ? Promise.reject(new Error('no page')) : library.body(item)
  provideContext({
    library: { ...library, body },
    settings: { siteUrl: 'https://www.example.org' },
    sizeOf: async () => ({ bytes: 7, type: 'image/png' }),
    log: { error: (message: string, fields: object) => logged.push({ message, ...fields }) },
  } as unknown as Context)
  expect((await siteFeed('/feed.xml')).items.map(({ html }) => html)).toEqual(['<p>Good words.</p>'])
  await siteFeed('/atom.xml')
  expect(logged).toMatchObject([{ path: '/articles/bad', error: new Error('no page') }])
})
