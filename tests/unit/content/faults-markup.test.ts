import { toldOf } from './faulty.ts'
import { article, png } from './folder.ts'

toldOf([
  {
    slip: 'a "less than" before a number',
    text: article('Take <5 mg a day.'),
    told: ['6:6: "<5 mg" reads as the beginning of a tag: write &lt;5 mg'],
  },
  {
    slip: 'a lone brace',
    text: article('A { alone.'),
    told: ['6:3: the brace { opens something that is never closed: write \\{ for a brace in the text'],
  },
  {
    slip: 'braces of a template',
    text: article('Dear {{name}}, hello.'),
    told: ['6:6: {{name}} belongs to another system: write what it stood for, or remove it'],
  },
  {
    slip: 'a comment of HTML',
    text: article('Before\n\n<!-- to do -->\n\nAfter'),
    told: ['8:1: a comment is written {/* … */} in an .mdx file, not <!-- … -->'],
  },
  {
    slip: 'an address in pointed brackets',
    text: article('See <https://example.org/a>.'),
    told: ['6:5: an address does not stand in pointed brackets: write [text](https://example.org/a)'],
  },
  {
    slip: 'a mailbox in pointed brackets',
    text: article('Write to <desk@example.org>.'),
    told: [
      '6:10: an address does not stand in pointed brackets: write [desk@example.org](mailto:desk@example.org)',
    ],
  },
  {
    slip: 'a line break that is not closed',
    text: article('One<br>two<br>three'),
    told: ['6:4: <br> must close itself: write <br />', '6:11: <br> must close itself: write <br />'],
  },
  {
    slip: 'a picture tag that is not closed',
    text: article('<img src="a.png" alt="A">'),
    told: ['6:1: <img> must close itself: write <img src="a.png" alt="A" />'],
  },
  {
    slip: 'a style',
    text: article('<span style="color: red">Red</span>'),
    told: [
      '6:7: style may not stand in an article: the design is the site’s. For a boxed remark write <Callout>text</Callout>',
    ],
  },
  {
    slip: 'a class',
    text: article('<span class="red">Red</span>'),
    told: [
      '6:7: class may not stand in an article: the design is the site’s. For a boxed remark write <Callout>text</Callout>',
    ],
  },
  {
    slip: 'an event',
    text: article('<span onclick="alert(1)">Press</span>'),
    told: ['6:7: onclick may not stand in an article: it holds no programs'],
  },
  {
    slip: 'a script',
    text: article('<script>alert(1)</script>'),
    told: ['6:1: the tag <script> may not stand in an article: an article holds no programs'],
  },
  {
    slip: 'a frame',
    text: article('<iframe src="https://example.org"></iframe>'),
    told: [
      '6:1: the tag <iframe> may not stand in an article: link to it instead, or write <Video src="https://…">what it shows</Video>',
    ],
  },
  {
    slip: 'a heading in HTML',
    text: article('<h2>Heading</h2>'),
    told: [
      '6:1: the tag <h2> may not stand in an article: write a heading with number signs: ## for a section, ### within it',
    ],
  },
  {
    slip: 'a paragraph in HTML',
    text: article('<p>Text</p>'),
    told: ['6:1: the tag <p> may not stand in an article: leave it out: an empty line makes a paragraph'],
  },
  {
    slip: 'an attribute without quotes',
    text: article('<a href=/contact>Write</a>'),
    told: ['6:9: the value of href must stand in quotes: write href="/contact"'],
  },
  {
    slip: 'an attribute whose quotes are not closed',
    text: article('<Callout title="Note>Text</Callout>'),
    told: ['6:1: the value that " opens in <Callout> is never closed: add " at its end'],
  },
  {
    slip: 'a tag that is never closed',
    text: article('<Callout>\n\nText'),
    told: ['6:1: <Callout> is opened here and never closed: add </Callout>'],
  },
  {
    slip: 'a closing tag alone',
    text: article('Text</Callout>'),
    told: ['6:5: </Callout> closes a tag that was never opened: remove it, or write <Callout> before it'],
  },
  {
    slip: 'a closing tag with another name',
    text: article('<Callout>\n\nText\n\n</Calout>'),
    told: ['10:1: </Calout> closes nothing. Did you mean </Callout>?'],
  },
  {
    slip: 'tags that cross',
    text: article('<b>bold <i>both</b> italic</i>'),
    told: ['6:16: </b> stands where </i> is expected: tags close in the reverse order of opening'],
  },
  {
    slip: 'a component around paragraphs on their lines',
    text: article('<Callout>One\n\nTwo</Callout>'),
    told: [
      '6:1: <Callout> and </Callout> must each stand on a line of their own when there is more than one paragraph between them',
    ],
  },
  {
    slip: 'a tag that ends in another paragraph',
    text: article('<b>One\n\nTwo</b>'),
    told: ['6:1: <b> is closed outside the paragraph it is opened in: close it in the same paragraph'],
  },
  {
    slip: 'an unknown component',
    text: article('<Calout>Text</Calout>'),
    told: ['6:1: unknown component "Calout". Did you mean "Callout"?'],
  },
  {
    slip: 'a component in small letters',
    text: article('<callout>Text</callout>'),
    told: ['6:1: unknown tag <callout>. Did you mean <Callout>?'],
  },
  {
    slip: 'an unknown prop',
    text: article('<Callout titel="Note">Text</Callout>'),
    told: ['6:10: <Callout> takes no "titel". Did you mean "title"?'],
  },
  {
    slip: 'a wrong value of a prop',
    text: article('<Callout kind="warnign">Text</Callout>'),
    told: [
      '6:10: kind of <Callout> must be one of note, tip, important, warning or caution; found "warnign". Did you mean "warning"?',
    ],
  },
  {
    slip: 'a component without what it needs',
    text: article('<Figure src="x.png" alt="A pixel" />\n\n<Figure src="x.png" />'),
    others: { 'articles/x/x.png': png },
    told: [
      '8:1: <Figure> needs alt="…" (what the picture shows, for those who cannot see it): <Figure src="clinic.jpg" alt="The entrance, with a ramp" caption="Open since May" />',
    ],
  },
  {
    slip: 'a component in the middle of a sentence',
    text: article('Text <Callout>more</Callout> text'),
    told: ['6:6: <Callout> must stand on lines of its own, with an empty line before and after'],
  },
  {
    slip: 'a setting that there is not',
    text: article('Kept for <Setting name="spamDay" />.'),
    told: [
      '6:19: name of <Setting> must be one of promise, name, email, spamDays, rejectedDays, answeredMonths, clientDays, mailTextDays, mailMonths or figureMonths; found "spamDay". Did you mean "spamDays"?',
    ],
  },
  {
    slip: 'a setting without its name, and one around a text',
    text: article('We answer <Setting />.\n\nWe answer <Setting name="promise">soon</Setting>.'),
    told: [
      '6:11: <Setting> needs name="…": <Setting name="promise" />',
      '8:11: <Setting> takes no text between its tags: <Setting name="promise" />',
    ],
  },
  {
    slip: 'a setting in a heading',
    text: article('## What <Setting name="name" /> keeps'),
    told: ['6:9: <Setting> may not stand in a heading'],
  },
  {
    slip: 'a setting in a link',
    text: article('[Write to <Setting name="email" />](/contact)'),
    told: ['6:11: <Setting> may not stand in a link: it may be one itself'],
  },
  {
    slip: 'a skipped level',
    text: article('## One\n\n#### Two'),
    told: ['8:1: the heading skips a level: after a heading with ## write ###, found ####'],
  },
  {
    slip: 'an empty heading',
    text: article('## One\n\n##\n\nText'),
    told: ['8:1: the heading is empty and is left out: write its text after the number signs, or remove it'],
  },
  {
    slip: 'a picture without alt',
    text: article('![](x.png)'),
    others: { 'articles/x/x.png': png },
    told: ['6:1: the picture has no description: write ![what it shows](x.png)'],
  },
  {
    slip: 'a picture that is not there, in the body',
    text: article('![A pixel](Y.png)'),
    others: { 'articles/x/y.jpg': png },
    told: ['6:1: there is no picture "Y.png": put it in content/articles/x/. Did you mean "y.jpg"?'],
  },
  {
    slip: 'a picture of another site',
    text: article('![A pixel](https://example.org/x.png)'),
    told: [
      '6:1: the picture "https://example.org/x.png" is on another site, and readers get a link to it: save it beside the article and write its name, or let npm run article -- fetch-pictures do so',
    ],
  },
  {
    slip: 'a picture outside of the folder',
    text: article('![A pixel](../../secret.png)'),
    told: ['6:1: there is no picture "../../secret.png": put it in content/articles/x/.'],
  },
  {
    slip: 'a link without text',
    text: article('[](https://example.org)'),
    told: ['6:1: the link to "https://example.org" has no text: write [text](https://example.org)'],
  },
  {
    slip: 'a link that would run a program',
    text: article('[Press](javascript:alert(1))'),
    told: [
      '6:1: a link may not begin with "javascript:": write an address with https:, http:, mailto: or tel:, or a path of this site',
    ],
  },
  {
    slip: 'a link without https:',
    text: article('[Site](//example.org)'),
    told: ['6:1: the address "//example.org" lacks its beginning: write https://example.org'],
  },
  {
    slip: 'a sentence with a line of hyphens right below',
    text: article('A whole sentence.\n---\n\nMore.'),
    told: ['6:1: the line --- below this text makes a heading of it: put an empty line between them'],
  },
  {
    slip: 'an item outside of a list',
    text: article('<li>One</li>'),
    told: ['6:1: <li> must stand directly in <ul> or <ol>'],
  },
  {
    slip: 'text in a list beside its items',
    text: article('<ul>\n\nOne\n\n<li>Two</li>\n</ul>'),
    told: ['8:1: <ul> holds <li> and nothing else'],
  },
  {
    slip: 'a cell outside of a row',
    text: article('<table>\n<tbody>\n<td>One</td>\n</tbody>\n</table>'),
    told: ['8:1: <tbody> holds <tr> and nothing else', '8:1: <td> must stand directly in <tr>'],
  },
  {
    slip: 'details without a summary',
    text: article('<details>\n\nMore\n\n</details>'),
    told: ['6:1: <details> begins with <summary> and what it is about: <details><summary>More</summary> …'],
  },
  {
    slip: 'a link in a link',
    text: article('[One <a href="/contact">two</a>](/contact)'),
    told: ['6:6: a link stands in another link: keep one'],
  },
  {
    slip: 'a word that an attribute does not know',
    text: article('<span dir="right">One</span>'),
    told: ['6:7: dir of <span> must be one of ltr, rtl or auto; found "right".'],
  },
  {
    slip: 'a "less than" in a list, a table, a quotation and a note',
    text: article('- a <5 mg\n\n| b |\n| - |\n| c <6 mg |\n\n> d <7 mg\n\ne[^1]\n\n[^1]: f <8 mg'),
    told: [
      '6:5: "<5 mg" reads as the beginning of a tag: write &lt;5 mg',
      '10:5: "<6 mg" reads as the beginning of a tag: write &lt;6 mg',
      '12:5: "<7 mg" reads as the beginning of a tag: write &lt;7 mg',
      '16:9: "<8 mg" reads as the beginning of a tag: write &lt;8 mg',
    ],
  },
  {
    slip: 'traps behind wide letters and emoji',
    text: article('漢字 é 😀 <5 mg and {x}'),
    told: [
      '6:9: "<5 mg" reads as the beginning of a tag: write &lt;5 mg',
      '6:19: {x} is program code, which an article cannot hold: write \\{ and \\} for braces in the text',
    ],
  },
  {
    slip: 'traps with Windows line ends',
    text: article('One.\n\n- Two {lone\n\n> <br>\n\n**<https://example.org>**').replaceAll('\n', '\r\n'),
    told: [
      '8:7: the brace { opens something that is never closed: write \\{ for a brace in the text',
      '10:3: <br> must close itself: write <br />',
      '12:3: an address does not stand in pointed brackets: write [text](https://example.org)',
    ],
  },
  {
    slip: 'all traps in one line',
    text: article('a <5 b {c} d <br> e <https://example.org> f <!-- g --> h'),
    told: [
      '6:3: "<5 b" reads as the beginning of a tag: write &lt;5 b',
      '6:8: {c} is program code, which an article cannot hold: write \\{ and \\} for braces in the text',
      '6:14: <br> must close itself: write <br />',
      '6:21: an address does not stand in pointed brackets: write [text](https://example.org)',
      '6:45: a comment is written {/* … */} in an .mdx file, not <!-- … -->',
    ],
  },
  {
    slip: 'a "less than" before marks of emphasis and links',
    text: article('**take <5 mg** or [<6 mg](/contact).'),
    told: [
      '6:8: "<5 mg" reads as the beginning of a tag: write &lt;5 mg',
      '6:20: "<6 mg" reads as the beginning of a tag: write &lt;6 mg',
    ],
  },
  {
    slip: 'a template of another system',
    text: article('Hello {{ name }} and {% if x %}.'),
    told: [
      '6:7: {{ name }} belongs to another system: write what it stood for, or remove it',
      '6:22: {% if x %} belongs to another system: write what it stood for, or remove it',
    ],
  },
  {
    slip: 'a placeholder in pointed brackets',
    text: article('Write <your name> here.'),
    told: [
      '6:7: <your name> reads as a tag that is never closed: for pointed brackets in the text write &lt;your name&gt;',
    ],
  },
  {
    slip: 'a tag in capitals',
    text: article('One<BR/>two <SPAN>three</SPAN>'),
    told: [
      '6:4: the tag <BR> must be in small letters: write <br />',
      '6:13: the tag <SPAN> must be in small letters: write <span>',
    ],
  },
  {
    slip: 'a line break in capitals that is not closed',
    text: article('One<BR>two'),
    told: ['6:4: <BR> must close itself: write <br />'],
  },
  {
    slip: 'a component of another system',
    text: article('<Iframe src="x" />'),
    told: [
      '6:1: unknown component "Iframe": link to it instead, or write <Video src="https://…">what it shows</Video>',
    ],
  },
  {
    slip: 'an attribute in typographic quotes',
    text: article('<Callout title=“Note to all”>Text</Callout>'),
    told: ['6:16: the value of title must stand in quotes: write title="Note to all"'],
  },
  {
    slip: 'a figure that is not closed',
    text: article('<Figure src="x.png" alt="A pixel">'),
    others: { 'articles/x/x.png': png },
    told: ['6:1: <Figure> must close itself: write <Figure src="x.png" alt="A pixel" />'],
  },
  {
    slip: 'an empty alt',
    text: article('<img src="x.png" alt="" />'),
    others: { 'articles/x/x.png': png },
    told: ['6:18: alt of <img> is empty (what the picture shows, for those who cannot see it)'],
  },
  {
    slip: 'a script with braces in it',
    text: article('<script>\nif (a) { b() }\n</script>'),
    told: ['6:1: the tag <script> may not stand in an article: an article holds no programs'],
  },
  {
    slip: 'a tag whose closing is misspelt, and what stands in it',
    text: article('<details>\n<summary>More</summary>\n\nText\n\n</detail>'),
    told: ['11:1: </detail> closes nothing. Did you mean </details>?'],
  },
  {
    slip: 'a table of tags in the middle of a sentence',
    text: article('Text <table><tr><td>x</td></tr></table>'),
    told: ['6:6: <table> must stand on lines of its own, with an empty line before and after'],
  },
  {
    slip: 'a heading without its space',
    text: article('Text\n\n##Heading'),
    told: ['8:1: a space is missing after ##: write ## Heading for a heading'],
  },
  {
    slip: 'a picture whose name has a space',
    text: article('![A photo](my photo.jpg)'),
    told: ['6:1: the address "my photo.jpg" has a space in it: write <my photo.jpg> between the brackets'],
  },
  {
    slip: 'an unknown prop of a nested component',
    text: article('<Callout>\n\n<Figure\n  src="x.png"\n  alt="A"\n  captoin="x"\n/>\n\n</Callout>'),
    others: { 'articles/x/x.png': png },
    told: ['11:3: <Figure> takes no "captoin". Did you mean "caption"?'],
  },
])
