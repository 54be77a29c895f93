import { HtmlValidate } from 'html-validate'
import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { isError } from '#lib/content/lint/diagnostic.ts'
import { parseBody } from '#lib/content/mdx.ts'
import { type BodyViews, bodyComponent } from '#lib/content/render.ts'

/** What writers and fingers put together, in any order. */
const pieces = [
  ...[
    'word ',
    '\n\n',
    '\n',
    '## H\n\n',
    '### K\n\n',
    '- a\n',
    '1. b\n',
    '> q\n',
    '**b**',
    '*e*',
    '`c`',
    '---\n',
  ],
  ...[
    '| a | b |\n| - | -: |\n| c | d |\n',
    '```js\ncode {\n```\n',
    '[l](/x)',
    '![a](p.png)',
    '[^1]',
    '[^1]: n\n',
  ],
  ...[
    '<b>',
    '</b>',
    '<Callout>',
    '</Callout>',
    '\n\n<Callout kind="note">\n\n',
    '\n\n</Callout>\n\n',
    '<br />',
    '<br>',
  ],
  ...[
    '<Figure src="p.png" alt="a" />',
    '{',
    '}',
    '{/* c */}',
    '{"x"}',
    '{`t`}',
    '<',
    '>',
    '&lt;',
    '\\',
    '~~s~~',
    '\t',
  ],
  ...[
    '<span lang="de">',
    '</span>',
    '<details open>',
    '<summary>',
    '</summary>',
    '</details>',
    '<ul>',
    '<li>',
    '</li>',
  ],
  ...[
    '</ul>',
    '<table>',
    '<tr>',
    '<td>',
    '</td>',
    '</tr>',
    '</table>',
    '<!-- x -->',
    'http://x.org ',
    '- [x] t\n',
    '    ',
  ],
  ...[
    'import a from "b"\n',
    'export ',
    '<a href="/x">t</a>',
    '<img src="p.png" alt="" />',
    '<Quote cite="x">y</Quote>',
  ],
  ...[
    '[r]: /x\n',
    '[r]',
    '![r]',
    '<hr />',
    '\r\n',
    'é',
    '🩺',
    '"',
    '=',
    '<sup>2</sup>',
    '<abbr title="t">',
    '</abbr>',
  ],
]

const views = {
  Figure: ({ src, alt }: { src: string; alt: string }) => (
    <figure>
      {/* biome-ignore lint/performance/noImgElement: the element itself is what is checked */}
      <img src={src} alt={alt} />
    </figure>
  ),
  Callout: ({ children }: { children?: ReactNode }) => <aside>{children}</aside>,
  Quote: ({ children }: { children?: ReactNode }) => <blockquote>{children}</blockquote>,
} as unknown as BodyViews

/** The same numbers on every machine: mulberry32. */
function numbers(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

test('whatever passes the check can be shown, and is valid HTML', async () => {
  const validator = new HtmlValidate({ extends: ['html-validate:standard'] })
  const below = numbers(20_261_123)
  let shown = 0
  for (let round = 0; round < 1200; round++) {
    const text = Array.from({ length: 1 + below(9) }, () => pieces[below(pieces.length)]).join('')
    const format = below(5) === 0 ? 'md' : 'mdx'
    const { facts, problems, compile } = parseBody(text, format)
    const slips = problems.filter(isError)
    expect(facts !== undefined || slips.length > 0, JSON.stringify(text)).toBe(true)
    for (const { offset } of slips)
      expect(offset >= 0 && offset <= text.length, JSON.stringify(text)).toBe(true)
    expect(compile === undefined, JSON.stringify(text)).toBe(slips.length > 0)
    if (!compile) continue
    const pictureAt = (src: string) => ({ path: `/p/${src}`, width: 1, height: 1 })
    const Body = await bodyComponent({
      code: await compile(),
      pictureAt,
      fileAt: () => undefined,
      sizeAt: () => undefined,
    })
    const html = renderToStaticMarkup(createElement(Body, { components: views }))
    const page = `<!DOCTYPE html><html lang="en"><head><title>t</title></head><body><main>${html}</main></body></html>`
    const report = await validator.validateString(page)
    expect(
      report.results.flatMap(({ messages }) => messages.map(({ message }) => message)),
      text,
    ).toEqual([])
    shown++
  }
  expect(shown).toBeGreaterThan(100)
})
