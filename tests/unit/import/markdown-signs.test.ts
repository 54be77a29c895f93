import { describe, expect, test } from 'vitest'
import { replaceSigns } from '#lib/import/markdown/boxes.ts'
import { readArgs } from '#lib/import/markdown/template-args.ts'
import { replaceTemplates } from '#lib/import/markdown/templates.ts'
import type { Texts } from '#lib/import/markdown/texts.ts'

// Each sign of another tool alone: what its readers saw, as Markdown or HTML.

function knowing({
  variables = {},
  paths = {},
}: { [of in 'variables' | 'paths']?: Record<string, string> } = {}) {
  const known = new Map(Object.entries(variables))
  const told: string[] = []
  const texts: Texts = {
    variable: (name) => known.get(name),
    setVariable: (name, value) => void known.set(name, value),
    refer: (target) => paths[target],
    person: (key) => (key === 'jane' ? 'Jane Doe' : undefined),
    tell: (outcome, what, line, detail) =>
      told.push(`${outcome} ${line}: ${what}${detail ? ` (${detail})` : ''}`),
  }
  return { texts, told }
}

/** Without the empty lines around blocks. */
const packed = (text: string) => text.replace(/\n{2,}/g, '\n').trim()

describe('a shortcode or tag', () => {
  test.each([
    // Pictures.
    ['{{< figure src="a.png" >}}', '<p><img src="a.png" alt=""></p>'],
    ['{{< figure src="a.png" alt="A & B" >}}', '<p><img src="a.png" alt="A &amp; B"></p>'],
    [
      "{{< figure src='a.png' caption='Seen' >}}",
      '<figure><img src="a.png" alt=""><figcaption data-markdown>Seen</figcaption></figure>',
    ],
    [
      '{{< figure src="a.png" alt="X" title="T" caption="C" attr="By me" >}}',
      '<figure><img src="a.png" alt="X"><figcaption data-markdown>T. C. By me</figcaption></figure>',
    ],
    ['{{< figure src="a.png" link="/b" >}}', '<p><a href="/b"><img src="a.png" alt=""></a></p>'],
    ['{% image a.png "A long walk" %}', '<p><img src="a.png" alt="A long walk"></p>'],
    ['{% asset_img a.png 300 A %}', '<p><img src="a.png" alt="A"></p>'],
    ['{% include image.html url="/a.png" description="x" %}', '<p><img src="/a.png" alt=""></p>'],
    // Films and sounds.
    [
      '{{< youtube w7Ft2ymGmfc >}}',
      '<p><a data-embed href="https://www.youtube.com/watch?v=w7Ft2ymGmfc">YouTube: w7Ft2ymGmfc</a></p>',
    ],
    [
      '{{< youtube id="w7Ft2ymGmfc" title="A walk" >}}',
      '<p><a data-embed href="https://www.youtube.com/watch?v=w7Ft2ymGmfc">A walk</a></p>',
    ],
    [
      '{{ youtube(id="w7Ft2ymGmfc") }}',
      '<p><a data-embed href="https://www.youtube.com/watch?v=w7Ft2ymGmfc">YouTube: w7Ft2ymGmfc</a></p>',
    ],
    [
      '{% youtube w7Ft2ymGmfc %}',
      '<p><a data-embed href="https://www.youtube.com/watch?v=w7Ft2ymGmfc">YouTube: w7Ft2ymGmfc</a></p>',
    ],
    [
      '{{< vimeo 146022717 >}}',
      '<p><a data-embed href="https://vimeo.com/146022717">Vimeo: 146022717</a></p>',
    ],
    ['{{< audio src="/a.mp3" >}}', '<p><a data-embed href="/a.mp3">/a.mp3</a></p>'],
    [
      '{{< gist jane 0123ab >}}',
      '<p><a data-embed href="https://gist.github.com/jane/0123ab">gist.github.com/jane/0123ab</a></p>',
    ],
    // Boxes.
    [
      '{{% notice warning %}}Mind it.{{% /notice %}}',
      '<blockquote data-callout="warning">\nMind it.\n</blockquote>',
    ],
    [
      '{{< callout type="danger" title="Stop" >}}Now.{{< /callout >}}',
      '<blockquote data-callout="caution">\n**Stop**\nNow.\n</blockquote>',
    ],
    ['{% note success %}Well.{% endnote %}', '<blockquote data-callout="tip">\nWell.\n</blockquote>'],
    ['{% hint style="info" %}Know.{% endhint %}', '<blockquote data-callout="note">\nKnow.\n</blockquote>'],
    [
      '{{< details "More" >}}Inside.{{< /details >}}',
      '<details><summary data-markdown>More</summary>\nInside.\n</details>',
    ],
    [
      '{% quote(author="Jane", cite="A book") %}Heavy.{% end %}',
      '<blockquote>\nHeavy.\n— Jane, A book\n</blockquote>',
    ],
    // Links.
    ['{% link_to "Read" href="/x/" %}', '[Read](</x/>)'],
    ['{{< button href="/x/" >}}Go{{< /button >}}', '[Go](</x/>)'],
    ['{{< ref "one.md" >}}', '/2016/one/'],
    ['{% post_url 2016-05-06-one %}', '/2016/one/'],
    // What only the old page needed.
    ['a{{< toc >}}b', 'ab'],
    ['a{% comment %}b{% endcomment %}c', 'ac'],
    ['a{# b #}c', 'ac'],
    ['a{{/* b */}}c', 'ac'],
    ['a{{- /* b */ -}}c', 'ac'],
    ['a <% b %>c', 'a \uE002c'],
    // Values.
    ['{{ site.title }}', 'Old news'],
    ['{{< param phone >}}', '555 0100'],
    ['{{ "/x/" | relative_url }}', '/x/'],
    ['{% assign who = "Ann" %}{{ who }}', 'Ann'],
    ['{{ "jane" | team_member }}', 'Jane Doe'],
    // Conditions and loops are not run.
    ['{% if a %}First{% else %}{% endif %}', 'First'],
    ['{% for a in b %}{{ a }}{% endfor %}', ''],
    ['a{% macro b() %}c{% endmacro %}d', 'ad'],
    // What nobody knows.
    ['{{< sparkle text="Shining words" >}}', 'Shining words'],
    ['{{< sparkle >}}', ''],
    ['{% sparkle %}Inner words.{% endsparkle %}', 'Inner words.'],
    ['{{< sparkle src="a.png" alt="A" >}}', '<p><img src="a.png" alt="A"></p>'],
    // What only looks like one.
    ['`{{ a }}` and `{% b %}`', '`{{ a }}` and `{% b %}`'],
    ['```\n{{< figure src="a.png" >}}\n```', '```\n{{< figure src="a.png" >}}\n```'],
    ['{{</* figure src="a.png" */>}}', '`{{< figure src="a.png" >}}`'],
    ['\\{{ a }}', '\\{{ a }}'],
    ['{% raw %}{{ a }}{% endraw %}', '`{{ a }}`'],
    ['{% highlight js %}\nlet a = 1\n{% endhighlight %}', '```js\nlet a = 1\n```'],
    ['{{< highlight go "linenos=table" >}}\nx := 1\n{{< / highlight >}}', '```go\nx := 1\n```'],
  ])('%s', (typed, expected) => {
    const { texts } = knowing({
      variables: { 'site.title': 'Old news', phone: '555 0100' },
      paths: { 'one.md': '/2016/one/', '2016-05-06-one': '/2016/one/' },
    })
    expect(packed(replaceTemplates(typed, texts))).toBe(expected)
  })

  test('is told with its line, in what it became and what it was', () => {
    const { texts, told } = knowing()
    replaceTemplates(
      'One\n\n{{< figure src="a.png" >}}\n\n{{< sparkle >}}\n\n{{ lost }}\n\n{% post_url 2016-01-01-gone %}',
      texts,
    )
    expect(told).toEqual([
      'converted 3: shortcodes and tags “figure”',
      'left-out 5: unknown shortcodes and tags “sparkle”',
      'left-out 7: template values {{ … }} that only the old site knows (lost)',
      'to-do 9: links whose text is not in the folder (2016-01-01-gone)',
      'converted 9: shortcodes and tags “post_url”',
    ])
  })

  test('that is a block stays within the item, the quotation or the cell that it was in', () => {
    const { texts } = knowing()
    const replaced = (typed: string) => replaceTemplates(typed, texts)
    const figure = '{{< figure src="a.png" >}}'
    expect(replaced(`- ${figure}\n- Two`)).toMatch(/^- <p><img src="a\.png" alt=""><\/p>\n\s*\n- Two$/)
    expect(replaced(`> ${figure}`)).toMatch(/^> \n>\n> <p><img src="a\.png" alt=""><\/p>/)
    expect(replaced(`| A | ${figure} |`)).toBe('| A | <img src="a.png" alt=""> |')
    expect(replaced(`[${figure}](https://example.org)`)).toBe(
      '[<img src="a.png" alt="">](https://example.org)',
    )
  })

  test('that holds another is made from within', () => {
    const { texts } = knowing()
    const typed =
      '{{< details "More" >}}\n{{< youtube w7Ft2ymGmfc >}}\n{{% notice tip %}}Yes.{{% /notice %}}\n{{< /details >}}'
    const made = packed(replaceTemplates(typed, texts))
    expect(made.indexOf('<details>')).toBe(0)
    expect(made.indexOf('watch?v=w7Ft2ymGmfc')).toBeGreaterThan(0)
    expect(made.indexOf('data-callout="tip"')).toBeGreaterThan(made.indexOf('watch?v='))
    expect(made.endsWith('</details>')).toBe(true)
  })

  test.each([
    '{{< figure',
    '{% if',
    '{{ a',
    '{% endif %}',
    '{{< /figure >}}',
    '{%%}',
    '{{}}',
    '{{<>}}',
    '<%',
    '{{% /x %}}',
  ])('that never ends, or was never begun, takes no word with it: %s', (sign) => {
    const { texts } = knowing()
    const made = replaceTemplates(`Before ${sign} after`, texts)
    expect(made).toMatch(/^Before[\s\S]*after$/)
  })
})

describe('arguments', () => {
  test.each<[string, readonly string[], Record<string, string>]>([
    ['', [], {}],
    ['a b', ['a', 'b'], {}],
    ['"a b" c', ['a b', 'c'], {}],
    ["'it''s'", ['it', 's'], {}],
    ['"a \\"b\\" c"', ['a "b" c'], {}],
    ['src="a.png" alt="An x"', [], { src: 'a.png', alt: 'An x' }],
    ['src=a.png, alt=x', [], { src: 'a.png', alt: 'x' }],
    ['{ src: "a.png", alt: "x" }', [], { src: 'a.png', alt: 'x' }],
    ['"src": "a.png"', [], { src: 'a.png' }],
    ['https://example.org/a', ['https://example.org/a'], {}],
    ['“typed by a program”', ['typed by a program'], {}],
    ['`raw "text"`', ['raw "text"'], {}],
    ['alt-text="x" ALT_text="y"', [], { alttext: 'x' }],
    ['größe="x"', [], { größe: 'x' }],
  ])('%j', (typed, positional, named) => {
    expect(readArgs(typed)).toEqual({ positional, named })
  })
})

describe('a sign of a dialect', () => {
  test.each([
    // Boxes of Docusaurus, Quarto, Pandoc, VuePress and Material.
    [':::note\nWords.\n:::', '<blockquote data-callout="note">\nWords.\n</blockquote>'],
    [':::tip[Title]\nWords.\n:::', '<blockquote data-callout="tip">\n**Title**\nWords.\n</blockquote>'],
    [
      '::: warning Title\nWords.\n:::',
      '<blockquote data-callout="warning">\n**Title**\nWords.\n</blockquote>',
    ],
    [
      '::: {.callout-tip}\n## Head\nWords.\n:::',
      '<blockquote data-callout="tip">\n**Head**\nWords.\n</blockquote>',
    ],
    ['::: details More\nWords.\n:::', '<details><summary data-markdown>More</summary>\nWords.\n</details>'],
    [
      '::::note\n:::tip\nIn.\n:::\nOut.\n::::',
      '<blockquote data-callout="note">\n<blockquote data-callout="tip">\nIn.\n</blockquote>\nOut.\n</blockquote>',
    ],
    [':::note\nNever closed.', '<blockquote data-callout="note">\nNever closed.\n</blockquote>'],
    [':::', ':::'],
    ['!!! note\n    Words.\n\nAfter.', '<blockquote data-callout="note">\nWords.\n</blockquote>\nAfter.'],
    ['!!! danger "Stop"\n    Now.\n', '<blockquote data-callout="caution">\n**Stop**\nNow.\n</blockquote>'],
    ['??? note "More"\n    Words.\n', '<details><summary data-markdown>More</summary>\nWords.\n</details>'],
    // Attributes of kramdown and Pandoc.
    ['Words.\n{: .warning }\n', '<blockquote data-callout="warning">\nWords.\n</blockquote>'],
    ['Words.\n{: .lead #x }\n', 'Words.'],
    ['## Head {#way}', '## Head \uE003way\uE004'],
    ['## Head {.unnumbered}', '## Head'],
    ['[a](/b){:target="_blank"}', '[a](/b)'],
    ['![a](b.png){ width=50% }', '![a](b.png)'],
    ['A {brace} stays', 'A {brace} stays'],
    ['* TOC\n{:toc}\n\nWords.', 'Words.'],
    ['[[toc]]\n\nWords.', 'Words.'],
    // Links of a wiki.
    ['See [[One]].', 'See [One](</2016/one/>).'],
    ['See [[One|the first]].', 'See [the first](</2016/one/>).'],
    ['See [[None]].', 'See None.'],
    ['![[a.png]]', '![](<a.png>)'],
    ['![[a.png|A ward]]', '![A ward](<a.png>)'],
    ['![[a.png|300]]', '![](<a.png>)'],
    ['a[[0, 1]] and [[1, 2]]', 'a[[0, 1]] and [[1, 2]]'],
    ['[[label]]\n\n[label]: /x', '[[label]]\n[label]: /x'],
    // Zenn.
    ['![a](b.png =250x)', '![a](b.png)'],
    [
      '@[youtube](w7Ft2ymGmfc)',
      '<p><a data-embed href="https://www.youtube.com/watch?v=w7Ft2ymGmfc">YouTube: w7Ft2ymGmfc</a></p>',
    ],
    // MDX.
    ['## Head {/* way */}', '## Head \uE003way\uE004'],
    ['a {/* b */}c', 'a c'],
    ["import X from 'x'\n\nWords.", 'Words.'],
    ['I import X from the shop', 'I import X from the shop'],
    // Code is shown as it is.
    ['`:::note` and `[[One]]`', '`:::note` and `[[One]]`'],
    ['```\n:::note\n{: .x }\n```', '```\n:::note\n{: .x }\n```'],
  ])('%j', (typed, expected) => {
    const { texts } = knowing({ paths: { One: '/2016/one/' } })
    expect(packed(replaceSigns(typed, texts))).toBe(expected)
  })
})
