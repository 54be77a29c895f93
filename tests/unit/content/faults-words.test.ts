import { toldOf } from './faulty.ts'
import { article, front, good } from './folder.ts'

toldOf([
  {
    slip: 'a comment that never ends',
    text: article('A {/* comment'),
    told: ['6:3: the comment that {/* opens is never closed: end it with */}'],
  },
  {
    slip: 'an expression as a value',
    text: article('<Figure src={x + alt="y" />'),
    told: ['6:13: the value of src must be a text in quotes, not program code: write src="…"'],
  },
  {
    slip: 'a closing void tag',
    text: article('One</br> two.'),
    told: ['6:4: </br> closes nothing: write <br />'],
  },
  {
    slip: 'an element closed outside of its paragraph',
    text: article('One <b>two\n\nthree</b> four.'),
    told: ['6:5: <b> is closed outside the paragraph it is opened in: close it in the same paragraph'],
  },
  {
    slip: 'an element not closed in its heading',
    text: article('## One <b>two\n\nThree.'),
    told: ['6:8: <b> is opened here and never closed: add </b>'],
  },
  {
    slip: 'a closing tag in another paragraph',
    text: article('<div>\n\n- One </div>\n\nTwo.'),
    told: ['8:7: </div> must stand in the same paragraph, list item or emphasis as <div>'],
  },
  {
    slip: 'a tag that does not end',
    text: article('One <b two\n\nthree.'),
    told: ['6:5: the tag <b is not ended: add > in the same paragraph; for a mere "less than" write &lt;'],
  },
  {
    slip: 'a tag that cannot be read',
    text: article('One <b ,two> three.'),
    told: [
      '6:8: the tag <b> cannot be read at ",": a tag is a name, then attributes as name="value"; for a mere "less than" write &lt;',
    ],
  },
  {
    slip: 'a component in a table',
    text: article('| <Callout>a</Callout> |\n| --- |\n| b |'),
    told: ['6:3: <Callout> may not stand in a table'],
  },
  {
    slip: 'a block inside a phrase',
    text: article('<b>\n<div>One</div>\n</b>'),
    told: ['7:1: <div> may not stand inside <b>'],
  },
  {
    slip: 'a phrase around paragraphs',
    text: article('<b>\n\nOne\n\nTwo\n\n</b>'),
    told: ['6:1: <b> marks words within one paragraph: begin and end it in the same line'],
  },
  {
    slip: 'attributes twice, without a value, and that belong to the site',
    text: article(
      '<a href="/contact" href="/x">a</a> <img src="a.png" alt>\n\n<td align="left" colspan="two">x</td> <a href="/contact" target="_blank">b</a>',
    ),
    told: [
      '6:20: href stands twice in <a>: keep one',
      '6:36: <img> must close itself: write <img src="a.png" alt />',
      '8:1: <td> must stand directly in <tr>',
      '8:5: leave align out: in a table write the line below its head as | :--- | ---: |',
      '8:18: colspan of <td> must be a whole number; found "two"',
      '8:58: leave target out: the reader decides where a link opens',
    ],
  },
  {
    slip: 'ids',
    text: article('<div id="1a">\n\nOne\n\n</div>\n\n<div id="one">\n\nTwo\n\n</div>\n\n## One'),
    told: [
      '6:6: the id "1a" must be letters, digits and hyphens, a letter first',
      '12:6: the id "one" is taken by another part of the page: choose another',
    ],
  },
  {
    slip: 'elements that lack what they need',
    text: article('<a>x</a> <a href="/contact"></a> <img /> <br>x</br>'),
    told: [
      '6:1: the link needs href="…": write [text](address)',
      '6:10: the link has no text: write [text](address)',
      '6:34: <img> needs src="…": write ![what it shows](picture.jpg)',
      '6:42: <br> holds no text: write <br />',
    ],
  },
  {
    slip: 'an empty element with a text',
    text: article('<hr>x</hr>'),
    told: ['6:1: <hr> holds no text: write <hr />'],
  },
  {
    slip: 'components',
    text: article(
      '<Callout></Callout>\n\n<Callout tone="a">b</Callout>\n\n<Callout title={1}>b</Callout>\n\n<Foo />\n\n<foo />',
    ),
    told: [
      '6:1: <Callout> has no text: <Callout kind="note">Text</Callout>',
      '8:10: <Callout> takes no "tone". It takes kind and title.',
      '10:10: title of <Callout> must be a text in quotes: title="…"',
      '12:1: unknown component "Foo". Known components: Figure, Callout, Details, KeyFacts, Steps, Do, Dont, File, Button, Gallery, Map, Video, Audio, Columns, Column, Quote and Setting.',
      '14:1: unknown tag <foo>. Write it as Markdown, or leave the tag out.',
    ],
  },
  {
    slip: 'tags of other pages',
    text: article(
      '<h1>a</h1>\n\n<font>a</font>\n\n<figure>a</figure>\n\n<svg></svg>\n\n<script></script>\n\n<style></style>\n\n<iframe></iframe>\n\n<input />\n\n<button>a</button>\n\n<meta />\n\n<tt>a</tt>\n\n<strike>a</strike>\n\n<p>a</p>\n\n<center>a</center>',
    ),
    told: [
      '6:1: the tag <h1> may not stand in an article: the title of the page is its h1: write ## for a section',
      '8:1: the tag <font> may not stand in an article: leave it out: the design sets the type',
      '10:1: the tag <figure> may not stand in an article: write <Figure src="…" alt="…" caption="…" />',
      '12:1: the tag <svg> may not stand in an article: save the drawing as a PNG beside the article and write ![what it shows](drawing.png)',
      '14:1: the tag <script> may not stand in an article: an article holds no programs',
      '16:1: the tag <style> may not stand in an article: leave it out: the design is the site’s',
      '18:1: the tag <iframe> may not stand in an article: link to it instead, or write <Video src="https://…">what it shows</Video>',
      '20:1: the tag <input> may not stand in an article: leave it out: the page has its own forms',
      '22:1: the tag <button> may not stand in an article: write a link: [text](address)',
      '24:1: the tag <meta> may not stand in an article: leave it out: title and description stand in the front matter',
      '26:1: the tag <tt> may not stand in an article: write `text`',
      '28:1: the tag <strike> may not stand in an article: write ~~text~~',
      '30:1: the tag <p> may not stand in an article: leave it out: an empty line makes a paragraph',
      '32:1: the tag <center> may not stand in an article: leave it out: the design places the text',
    ],
  },
  {
    slip: 'addresses that lead nowhere',
    text: article('[a]() [b](\\\\\\\\x) [c](https://) [d](javascript:x)'),
    told: [
      '6:1: the link has no address: write [text](https://example.org)',
      '6:7: the address "\\\\x" has a backslash: addresses use /',
      '6:18: "https://" is not an address: write for example https://example.org',
      '6:32: a link may not begin with "javascript:": write an address with https:, http:, mailto: or tel:, or a path of this site',
    ],
  },
  {
    slip: 'an attribute without its value',
    text: article('<ol start><li>a</li></ol>'),
    told: ['6:5: start of <ol> needs a value: start="…"'],
  },
  {
    slip: 'an element not closed in its entry, or its cell',
    text: article('- One <b>two\n- Three\n\n> One <i>two\n\n| a <s>b |\n| --- |'),
    told: [
      '6:7: <b> is opened here and not closed in this paragraph: add </b>',
      '9:7: <i> is opened here and not closed in this paragraph: add </i>',
      '11:5: <s> is opened here and never closed: add </s>',
    ],
  },
  {
    slip: 'empty braces',
    text: article('One {} two.'),
    told: ['6:5: empty braces show nothing: write \\{\\} for braces in the text'],
  },
  {
    slip: 'what other systems fill in',
    text: article(
      '{{< x >}} {{ x }}\n\n## A {#a}\n\nOne {:.b}\n\n::: note\n\n[toc]\n\n[[Other page]] [gallery ids="1"] @[youtube](https://example.org)\n\nimport A from "a"',
    ),
    told: [
      '6:1: {{< x >}} belongs to another system: remove it',
      '6:11: {{ x }} belongs to another system: write what it stood for, or remove it',
      '8:6: {#a} belongs to another system: remove it, a heading has its address from its text',
      '10:5: {:.b} belongs to another system: remove it, the design is the site’s',
      '12:1: the box that ::: note opens is never closed and goes on to the end: write ::: on a line of its own below its text',
      '14:1: [toc] belongs to another system and is left out: remove it, the contents are made from the headings',
      '16:1: [[Other page]] belongs to another system and would stand in the text as it is: write a link, [text](/articles/name), or a picture, ![what it shows](picture.jpg)',
      '16:16: [gallery ids="1"] belongs to another system, and what it stands for would be missing: write what it stood for, such as a link, or remove it',
      '16:34: @[youtube](https://example.org) belongs to another system, and what it stands for would be missing: write a link, [text](https://…)',
      '18:1: import A from "a" is program code, which an article cannot hold: remove it. Components such as Callout need no import',
    ],
  },
  {
    slip: 'tags in an .md file that lack what they need',
    file: 'articles/x.md',
    text: article(
      '<a href="www.example.org">a</a> <a href="/contact"></a>\n\n<img src="a.png">\n\n<img alt="A">\n\n<!-- open',
    ),
    told: [
      '6:1: the address "www.example.org" lacks its beginning: write https://www.example.org',
      '6:33: the link to "/contact" has no text: write <a href="/contact">text</a>',
      '8:1: the picture has no description: write <img src="a.png" alt="what it shows">, or alt="" where it only decorates',
      '8:1: there is no picture "a.png": put it in content/articles/x/.',
      '10:1: <img> names no picture and is left out: write src="…"',
      '12:1: the comment that <!-- opens is never closed, and what follows would be lost: end it with -->',
    ],
  },
  {
    slip: 'the indentation of a list',
    text: front(...good, 'topics:', '    - a', '  - b'),
    told: ['7:1: this line is indented: begin each field at the start of its line'],
  },
  {
    slip: 'a line that fits no other',
    text: front(...good, 'topics:', '  - a', '   b: c', ' d'),
    told: [
      '6:1: this line is no field: name, colon, space, value are expected, such as title: Our new clinic. If it belongs to the text above, begin it with two spaces',
      '7:4: "topics" must be a text, or a list such as topics: [Public health]; found further fields',
      '8:1: the indentation does not fit the lines above: line it up with them',
    ],
  },
  {
    slip: 'a list in one line',
    text: front(...good, 'topics: - a - b'),
    told: ['5:9: a list in one line stands in brackets: write topics: [a, b]'],
  },
  {
    slip: 'an entry missing',
    text: front(...good, 'topics: [a, , b]'),
    told: ['5:13: an entry is missing between two commas: write topics: [a, b]'],
  },
  {
    slip: 'a backslash',
    text: front(...good, 'series: "C:\\new"'),
    told: ['5:12: a backslash inside double quotes must be doubled: \\\\'],
  },
  {
    slip: 'quotes and a number sign',
    text: front(...good, 'series: "Night" #8 shifts'),
    told: [
      '5:17: the text ends at its quotation mark, # begins a comment: for a comment type a space behind #, for a text write series: \'"Night" #8 shifts\'',
    ],
  },
  {
    slip: 'a word that means nothing',
    text: front(...good, 'series: null'),
    told: ['5:9: "series" is empty, because null means nothing in YAML: put it in quotes: series: "null"'],
  },
  {
    slip: 'authors in one text',
    text: front(...good, 'author: Jane Doe, John Roe'),
    told: ['5:9: several authors are a list: write author: [Jane Doe, John Roe]'],
  },
  {
    slip: 'wrong kinds',
    text: front(
      ...good,
      'series: [[a]]',
      'author: 1: 2',
      'redirectFrom: {a: b}',
      'translations: x',
      'lang: [a]',
      'draft: [a]',
      'replies: [a]',
      'canonical: x',
      'focus: [a]',
      'updated: [a]',
    ),
    told: [
      '5:9: a text that begins with [ must stand in quotes: series: "[[a]]"',
      '6:9: the text has a colon in it: put it in quotes: author: "1: 2"',
      '7:15: "redirectFrom" must be a list of old paths, such as [/articles/old-name]; found further fields',
      '8:15: "translations" must be languages with paths, such as translations: { de: /articles/unsere-klinik }; found "x"',
      '9:7: "lang" must be a language, such as en-GB; found a list',
      '10:8: "draft" must be true or false; found a list',
      '11:10: "replies" must be one of open, closed or off; found a list',
      '12:12: "canonical" must be a whole address, such as https://example.org/clinic; found "x"',
      '13:1: focus stands without image: add the picture, or remove it',
      '13:8: "focus" must be a place in the picture: top, bottom, left, right, two of them such as top left, or 50% 20% (from the left, from the top); found a list',
      '14:10: "updated" must be a date, such as 2026-11-20; found a list',
    ],
  },
  {
    slip: 'empty fields',
    text: front(
      ...good,
      'series:',
      'author:',
      'redirectFrom:',
      'translations:',
      'lang:',
      'draft:',
      'replies:',
      'canonical:',
      'focus:',
      'updated:',
    ),
    told: [
      '5:1: "series" is empty: write for example series: Ten steps to a healthy clinic',
      '6:1: "author" is empty: write a text, or a list such as author: [jane-doe], or leave the field out',
      '7:1: "redirectFrom" is empty: write a list of old paths, such as [/articles/old-name], or leave the field out',
      '8:1: "translations" is empty: write languages with paths, such as translations: { de: /articles/unsere-klinik }, or leave the field out',
      '9:1: "lang" is empty: write a language, such as en-GB, or leave the field out',
      '10:1: "draft" is empty: write true or false, or leave the field out',
      '11:1: "replies" is empty: write one of open, closed or off, or leave the field out',
      '12:1: "canonical" is empty: write a whole address, such as https://example.org/clinic, or leave the field out',
      '13:1: "focus" is empty: write a place in the picture: top, bottom, left, right, two of them such as top left, or 50% 20% (from the left, from the top), or leave the field out',
      '13:1: focus stands without image: add the picture, or remove it',
      '14:1: "updated" is empty: write a date, such as 2026-11-20, or leave the field out',
    ],
  },
  {
    slip: 'paths',
    text: front(...good, 'redirectFrom: [x, /a?b, //c]', 'translations: { de: x, english: /y }'),
    told: [
      '5:16: "redirectFrom" must be a path on this site that begins with /, such as /articles/old-name; found "x"',
      '5:19: "/a?b" has a ?: an old address leads here by its path alone. Leave it out, or let your proxy lead it here',
      '5:25: "redirectFrom" must be a path on this site that begins with /, such as /articles/old-name; found "//c"',
      '6:21: "translations" must be a path such as /articles/unsere-klinik; found "x"',
    ],
  },
  {
    slip: 'fields of others',
    text: front(...good, 'published: maybe', 'redirectFrom: [/a]', 'permalink: /old'),
    told: [
      '5:1: unknown field "published". Write draft: true, or remove this line to publish',
      '7:1: unknown field "permalink". The address is the name of the file: remove this line. To lead an old address here add /old to redirectFrom',
    ],
  },
  {
    slip: 'a pair',
    text: front(...good, 'imageAlt: A ramp'),
    told: ['5:1: imageAlt stands without image: add the picture, or remove it'],
  },
  {
    slip: 'an author',
    file: 'authors/jane.yml',
    text: 'name: [a]\nkind: robot\nbio:\nlinks: [{ label: , href: x }]\n',
    told: [
      '1:7: a text that begins with [ must stand in quotes: name: "[a]"',
      '2:7: "kind" must be person or organization; found "robot"',
      '3:1: "bio" is empty: write for example bio: Jane has run our vaccination clinic since 2011.',
      '4:11: "label" is empty: write for example label: Website',
      '4:26: "links" must be whole addresses, such as https://example.org; found "x"',
    ],
  },
  {
    slip: 'links of an author in one text',
    file: 'authors/jane.yml',
    text: 'name: Jane\nlinks: x\n',
    told: [
      '2:8: "links" must be labels with addresses, such as links: { Website: https://example.org }; found "x"',
    ],
  },
  {
    slip: 'an author without a field',
    file: 'authors/jane.yml',
    text: 'just words\n',
    told: ['1:1: fields are expected here, one on each line: name, colon, space, value'],
  },
])
