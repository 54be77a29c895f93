import { expect, test } from 'vitest'
import { meta, oldAddress, post, wxr } from '../../support/wxr.ts'
import { bodyOf, newSite, pixel } from './imported.ts'

const body = (content: string, more = '') =>
  bodyOf(wxr([post(1, { 'content:encoded': content }, more)]), 'articles/post-1.md')

test('an empty line makes a paragraph and the end of a line a break, but in code', async () => {
  expect(await body('One\ntwo\n\nThree <em>four\n\nfive</em>\n\n<pre>a\n\n  b</pre>')).toBe(
    'One\\\ntwo\n\nThree _four_\n\n_five_\n\n```\na\n\n  b\n```',
  )
  expect(await body('<ul>\n<li>One</li>\n<li>Two\nmore</li>\n</ul>\nAfter')).toBe(
    '- One\n- Two\\\n  more\n\nAfter',
  )
})

test('blocks of the editor give their text, and what only a program filled in is left out', async () => {
  const text = `<!-- wp:paragraph {"align":"left"} -->
<p>One <code>a[0]</code></p>
<!-- /wp:paragraph -->

<!-- wp:heading {"level":4} -->
<h4>Deep</h4>
<!-- /wp:heading -->

<!-- wp:latest-posts {"postsToShow":3} /-->

<!-- wp:details --><details><summary>More</summary><!-- wp:paragraph --><p>Inside</p><!-- /wp:paragraph --></details><!-- /wp:details -->

<!-- wp:verse --><pre class="wp-block-verse">A line
another</pre><!-- /wp:verse -->

<!-- wp:acme/box --><div class="box"><p>Of a plugin</p></div><!-- /wp:acme/box -->`
  expect(await body(text)).toBe(
    'One `a[0]`\n\n## Deep\n\n<details>\n<summary>More</summary>\n\nInside\n\n</details>\n\nA line\\\nanother\n\nOf a plugin',
  )
})

test('notes of a finished page, such as this site exports, are notes again', async () => {
  const at = 'https://new.example.org/articles/x'
  const text = `<p>One.<sup><a href="${at}#note-fn-who">1</a></sup> Two.<sup id="fnref2"><a href="#fn2">2</a></sup></p>
<section data-footnotes="true" class="footnotes"><h2>Footnotes</h2>
<ol><li id="note-fn-who"><p>See <em>there</em>. <a href="${at}#note-fnref-who">↩</a></p></li>
<li id="fn2">And here. <a href="#fnref2" class="footnote-back">↩︎</a></li></ol></section>`
  expect(await body(text)).toBe('One.[^who] Two.[^2]\n\n[^who]: See _there_.\n\n[^2]: And here.')
  const inWords =
    '<p>One.<a href="#fn1">[1]</a> See <a href="#fn1">the first note</a>.</p><div class="footnotes"><hr><ol><li id="fn1">There. <a href="#ref1">↑</a></li></ol><p>Thanks to Ann.</p></div>'
  expect(await body(inWords)).toBe(
    'One.[^1] See the first note[^1].\n\n---\n\nThanks to Ann.\n\n[^1]: There.',
  )
  const foreign = '<p>One.</p><div class="footnotes"><ol><li id="a">Nobody leads here.</li></ol></div>'
  expect(await body(foreign)).toBe('One.\n\n1. Nobody leads here.')
})

test('a line that ends with its phrase shows no sign of it, and a picture elsewhere is one again', async () => {
  expect(await body('<p>By <em>Ann<br></em></p><p><b>One<br></b>two</p>')).toBe('By _Ann_\n\n**One**\\\ntwo')
  const shown =
    '<figure><a href="https://far.example/a.jpg?w=6">A bell</a><figcaption>Bells</figcaption></figure>'
  expect(await body(shown)).toBe(
    '<figure><img src="https://far.example/a.jpg?w=6" alt="A bell"><figcaption>Bells</figcaption></figure>',
  )
})

test('notes of the editor stay notes', async () => {
  const text =
    '<!-- wp:paragraph --><p>Said<sup data-fn="a1" class="fn"><a href="#a1" id="a1-link">1</a></sup>.</p><!-- /wp:paragraph --><!-- wp:footnotes /-->'
  const notes = meta('footnotes', '[{"id":"a1","content":"By <em>whom</em>"}]')
  expect(await body(text, notes)).toBe('Said[^a1].\n\n[^a1]: By _whom_')
})

test('known shortcodes are converted, unknown ones leave what they hold, other brackets stay', async () => {
  expect(
    await body(
      'He said [i] and [sic] and [...].\n\n[caption id="a" width="3"]<img src="https://cdn.example.net/a.jpg" alt="A ward" /> On <em>Monday</em>[/caption]\n\n[acme_box title="Mind"]This[/acme_box]\n\n[[gallery]]\n\n<code>[gallery]</code>\n\n[code language="js"]if (a < b) c[0][/code]\n\n[contact-form-7 id="3"]',
    ),
  ).toBe(
    'He said \\[i] and \\[sic] and \\[...].\n\n<figure><img src="https://cdn.example.net/a.jpg" alt="A ward"><figcaption>On <em>Monday</em></figcaption></figure>\n\n**Mind**\n\nThis\n\n\\[gallery]\n\n`[gallery]`\n\n```js\nif (a < b) c[0]\n```',
  )
})

test('films of other sites become a component, with the title that the old site kept', async () => {
  const cache = meta(
    '_oembed_0a',
    '<iframe title="How to wash hands" src="https://www.youtube.com/embed/abcdefghijk?feature=oembed"></iframe>',
  )
  expect(
    await body(
      `https://www.youtube.com/watch?v=abcdefghijk\n\n<iframe src="//player.vimeo.com/video/123456"></iframe>\n\n<object><param name="movie" value="https://www.youtube.com/v/zyxwvutsrqp"><embed src="https://www.youtube.com/v/zyxwvutsrqp"></object>\n\n[embed]https://www.youtube.com/watch?v=abcdefghijk[/embed]`,
      cache,
    ),
  ).toBe(
    '::video[YouTube: abcdefghijk]{src="https://www.youtube.com/watch?v=abcdefghijk"}\n\n::video[Vimeo: 123456]{src="https://vimeo.com/123456"}\n\n::video[YouTube: zyxwvutsrqp]{src="https://www.youtube.com/watch?v=zyxwvutsrqp"}\n\n::video[How to wash hands]{src="https://www.youtube.com/watch?v=abcdefghijk"}',
  )
  expect(
    await body(
      '<p><iframe src="https://vimeo.com/1234" title="A [b] {{c}}"></iframe></p><ul><li><iframe src="https://vimeo.com/1234"></iframe></li></ul><figure><iframe src="https://vimeo.com/1234"></iframe><figcaption>Said below</figcaption></figure><iframe src="https://example.org/x" title="Other"></iframe>',
    ),
  ).toBe(
    '::video[A \\[b\\] \\{\\{c\\}\\}]{src="https://vimeo.com/1234"}\n\n- [Vimeo: 1234](https://vimeo.com/1234)\n\n::video[Said below]{src="https://vimeo.com/1234"}\n\n[Other](https://example.org/x)',
  )
})

test('what only looks like a tag stays a word', async () => {
  expect(await body('<anna> hello <?php echo 1 ?> #include <stdio.h>\n<o:p>Word</o:p> & 3 < 4')).toBe(
    '\\<anna> hello \\<?php echo 1 ?> #include \\<stdio.h>\\\nWord & 3 < 4',
  )
})

test('programs, styles and handlers fall away; harmless HTML without a sign in Markdown stays', async () => {
  expect(
    await body(
      '<script>alert(1)</script><style>p{}</style><p onclick="x()" style="color:red">H<sub>2</sub>O, <abbr title="World Health Organization">WHO</abbr>, <span>plain</span> <a href="javascript:alert(1)">no</a> <strike>old</strike> <font color="red">red</font></p><dl><dt>Term</dt><dd>Meaning</dd></dl>',
    ),
  ).toBe(
    'H<sub>2</sub>O, <abbr title="World Health Organization">WHO</abbr>, plain no ~~old~~ red\n\n<dl><dt>Term</dt><dd>Meaning</dd></dl>',
  )
})

test('what is never closed, or closed too late, swallows no block after it', async () => {
  expect(await body('<p>A <b>tag</p><h2>Next</h2><ul><li>One</li></ul><pre>a\n\nb</pre>')).toBe(
    'A **tag**\n\n## **Next**\n\n- **One**\n\n```\na\n\nb\n```',
  )
  expect(await body('<em><p>One</p><p>two</p></em>')).toBe('_One_\n\n_two_')
})

test('tables of plain cells are Markdown, others stay HTML, and none loses a word', async () => {
  expect(
    await body(
      '<table><thead><tr><th>A</th><th style="text-align:right">B</th></tr></thead><tbody><tr><td>1</td><td>2 | 3</td></tr></tbody></table>',
    ),
  ).toBe('| A | B |\n| - | - |\n| 1 | 2 \\| 3 |')
  expect(await body('<table><tr><td colspan="2">Wide<ul><li>One</li></ul></td></tr></table>')).toBe(
    '<table><tbody><tr><td colspan="2">Wide<ul><li>One</li></ul></td></tr></tbody></table>',
  )
})

test('links between texts lead to their new addresses, in whichever way they were written', async () => {
  const other = post(2, { 'wp:post_name': 'second', link: `${oldAddress}/2016/05/second/` })
  const text = [
    '/2016/05/second/',
    `${oldAddress}/2016/05/second/#part`,
    'http://www.old.example.org/?p=2',
    `${oldAddress}/tag/none/`,
    `${oldAddress}/`,
    '/?feed=rss2',
  ]
    .map((address) => `<a href="${address}">x</a>`)
    .join(' ')
  expect(await bodyOf(wxr([post(1, { 'content:encoded': text }), other]), 'articles/post-1.md')).toBe(
    '[x](/articles/second) [x](/articles/second#part) [x](/articles/second) [x](https://old.example.org/tag/none/) [x](/) [x](/feed.xml)',
  )
})

test('headings begin below the title, skip no level, and do not repeat it', async () => {
  expect(await body('<h1>Post 1</h1><h1>First</h1><h3>Below</h3><h2></h2><h2>Next</h2>')).toBe(
    '## First\n\n### Below\n\n### Next',
  )
})

test('signs of templates and of this site that readers saw as such stay words', async () => {
  const text =
    '<p>Write {{ name }}, {% if %}, {#id}, {.red} and {a=1}.</p>\n\n:::warning\n\n: A line\n\n!!! note it\n\n<dl><dt>{{ t }}</dt><dd>x</dd></dl>'
  const body = await bodyOf(wxr([post(1, { 'content:encoded': text })]), 'articles/post-1.md')
  expect(body).toBe(
    'Write \\{{ name }}, \\{% if %}, \\{#id}, \\{.red} and \\{a=1}.\n\n\\:::warning\n\n\\: A line\n\n\\!!! note it\n\n<dl><dt>&#123;{ t }}</dt><dd>x</dd></dl>',
  )
})

test('an own film comes with its poster and captions, one without captions is told, and so is HEIC', async () => {
  const site = newSite()
  const at = `${oldAddress}/wp-content/uploads`
  const heic = Buffer.from('00000018667479706865696300000000686569636d696631', 'hex')
  for (const [name, bytes] of [
    ['film.mp4', 'a film'],
    ['film.vtt', 'WEBVTT'],
    ['poster.png', pixel],
    ['photo.heic', heic],
    ['saved.heic', heic],
    ['saved.png', pixel],
  ] as const)
    site.put(`uploads/${name}`, bytes)
  const film = (more: string) => `<video src="${at}/film.mp4" poster="${at}/poster.png">${more}</video>`
  const text = `${film(`<track kind="captions" src="${at}/film.vtt">`)}\n\n${film('')}\n\n<img src="${at}/photo.heic" alt="A">\n\n<img src="${at}/saved.heic" alt="B">`
  const { report } = await site.take(wxr([post(1, { 'content:encoded': text })]), {
    pictures: site.place('uploads'),
  })
  const made = site.read('articles/post-1.md')
  expect(made).toContain(
    '::video[film.mp4]{src="/files/film.mp4" poster="poster.png" captions="/files/film.vtt"}',
  )
  expect(made).toContain('::video[film.mp4]{src="/files/film.mp4" poster="poster.png"}\n')
  expect(made).toContain('![B](saved.png)')
  expect(report).toMatch(/ 1 {2}films without captions/)
  expect(report).toMatch(/ 1 {2}pictures in HEIC, which few browsers show: save each as JPEG/)
})
