import { expect, test } from 'vitest'
import { article, contentFolder, front, good, png } from './folder.ts'

/** What looks like a slip and is none. */
const right: Record<string, string> = {
  'blocks of code with tags and braces': article(
    '```js\nif (a < b) { return <div>{x}</div> } // <!-- -->\n```\n\n~~~html\n<br> <script>\n~~~',
  ),
  'code in a line with tags and braces': article('Write `<div>` or `{x}` or ``a ` <b``, `<!-- x -->`.'),
  'code in a list, a quotation and a component': article(
    '- a\n\n  ```\n  <x {\n  ```\n\n> ```\n> {x} <5\n> ```\n\n<Callout>\n\n```\n</Callout> {\n```\n\n</Callout>',
  ),
  'a script within code': article('`<script>` {/* a */} and `</script>`\n\n```\n<style>\n```'),
  'bare addresses': article('See https://example.org/a?b=c&d=e and www.example.org, or desk@example.org.'),
  'a table with pipes in it': article(
    '| a | b |\n| :-- | --: |\n| 1 \\| 2 | **x** `y` |\n| [^1] | |\n\n[^1]: x',
  ),
  'notes in notes': article('A[^a] and again[^a].\n\n[^a]: See also[^b].\n[^b]: Two\n\n    with more.'),
  'emphasis within words': article('un*frigging*believable snake_case_word ***a*** __b__ a\\*b'),
  entities: article('a&nbsp;b &lt;5 &amp; &copy; &#123; &hellip; 5 &gt; 3'),
  'escaped marks': article('a \\{ b \\} c \\< d \\* e \\` \\[a\\](b) \\> f'),
  'nested lists': article(
    '- a\n  - b\n    1. c\n       - d\n\n  para\n- [ ] todo\n- [x] done\n\n* x\n\n1) y\n\n10. z',
  ),
  'sums and arrows': article('2 < 3 and 3 > 2, a < b, a -> b => c, it costs $5 and 50% of 100_000 ~3 #5 @x'),
  'rules and underlines': article('Section\n-------\n\nText\n\n---\n\n* * *\n\n___'),
  'a brace that closes nothing': article('a } b'),
  'brackets in prose': article('An [aside], [citation needed], a[0][1], [x] [y], [1](see below).'),
  'addresses with brackets': article(
    '[a](https://en.wikipedia.org/wiki/X_(y)) [b](<https://example.org/a b>) [c](mailto:a@b.org) [d](tel:+44)',
  ),
  'addresses of this site': article(
    '## One\n\n[a](/contact) [b](/) [c](#top) [d](/feed.xml) [e](y) [f](./y) [g](/articles/y/) [h](/contact?q=x) [i](#one) [j](#)',
  ),
  'a picture whose name has a space': article(
    '![A pixel](<my photo.png>) ![A pixel][p]\n\n[p]: <my photo.png>',
  ),
  'words that begin like code': article('Imports fell. Exports too.\n\nimportant things\n\nexporters sell'),
  'comments of MDX': article('{/* a comment <5 { */}\n\nText {/* inline */} more'),
  'values in braces': article(
    'a {"{"} b {"<"} c {5}\n\n<Callout kind={"note"} title="a {b} <c>">x {" "} y</Callout>',
  ),
  'tags that may stand': article(
    'Press <kbd>Ctrl</kbd>, H<sub>2</sub>O, <abbr title="World">W</abbr>.<br />Next <bdo dir="rtl">x</bdo>\n\n<details>\n<summary>More</summary>\n\nText\n\n</details>\n\n<table>\n<tbody>\n<tr><td>b</td></tr>\n</tbody>\n</table>',
  ),
  'components in one another': article(
    '<Callout kind="warning" title="A &amp; B">\n\n## One\n\n<Quote cite="C">\n\nText\n\n</Quote>\n\n<Figure src="my photo.png" alt="A" />\n\n</Callout>',
  ),
  'one number sign before a word': article('#hashtag and ## more'),
  'Windows line ends behind a byte order mark':
    `\ufeff${article('## One\n\n| a |\n| - |\n| b |')}`.replaceAll('\n', '\r\n'),
  'a last line without its end': article('Text').trimEnd(),
  'dates in many forms': front(
    good[0],
    good[1],
    'date: 2026-03-29T01:30',
    'updated: 2026-10-25 01:30',
    'reviewed: "2026-11-20T09:30:00+05:30"',
    'expires: 2027-11-20t09:30z',
  ),
  'texts in many forms': front(
    'title: >-',
    '  A long',
    '  title',
    'description: |',
    '  C# and',
    '  ---',
    '  F#',
    good[2],
  ),
  'quotation marks': front(
    'title: "Sleep: what helps"',
    "description: 'It''s here # now'",
    "date: '2026-11-20'",
  ),
  'comments in the fields': front(
    '# a comment',
    'title: "A title" # not this',
    good[1],
    '',
    'date: 2026-11-20 # nor this',
  ),
  'colons without a space': front(
    'title: See https://example.org at 10:30',
    'description: What? No! (yes)',
    good[2],
  ),
  'lists in many forms': front(
    ...good,
    'topics: [',
    '  A,',
    '  "B, C",',
    ']',
    'author: []',
    'redirectFrom:',
    '- /old',
  ),
}

for (const [name, text] of Object.entries(right))
  test(`an article with ${name} is taken as it is`, async () => {
    const folder = await contentFolder({
      'articles/x.mdx': text,
      'articles/y.mdx': article(),
      'articles/x/my photo.png': png,
    })
    const { library } = await folder.open()
    expect(library.faults()).toEqual([])
    const found = library.article('x')
    expect(found.kind).toBe('here')
    if (found.kind === 'here') expect((await library.body(found.item)).code).toContain('_jsx')
  })
