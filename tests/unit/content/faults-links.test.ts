import { toldOf } from './faulty.ts'
import { article, png } from './folder.ts'

toldOf([
  {
    slip: 'a link to nowhere',
    text: article('[More](/articles/yy)'),
    others: { 'articles/y.mdx': article() },
    told: ['6:1: there is no page at /articles/yy. Did you mean "/articles/y"?'],
  },
  {
    slip: 'a link to a file',
    text: article('[More](y.mdx)'),
    others: { 'articles/y.mdx': article() },
    told: ['6:1: link to the page, not to its file: write /articles/y'],
  },
  {
    slip: 'links to files of texts, as other systems write them',
    text: article(
      [
        '[1](./y.md#two) [2](../y.mdx) [3](../pages/about.md) [4](2015-07-29-y.md) [5](y/index.md)',
        '[6](/content/articles/Y.mdx) [7](<über uns.md>) [8](%C3%BCber.md) [9](yy.md) [10](old.md) [11](z.md)',
      ].join('\n'),
    ),
    others: {
      'articles/y.md': article('## Two', { redirectFrom: '/articles/old' }),
      'articles/über.md': article(),
      'articles/z.md': article('Words.', { draft: 'true' }),
      'pages/about.md': '---\ntitle: About\ndescription: Who we are\n---\nWords.\n',
    },
    told: [
      '6:1: link to the page, not to its file: write /articles/y#two',
      '6:17: link to the page, not to its file: write /articles/y',
      '6:31: link to the page, not to its file: write /about',
      '6:54: link to the page, not to its file: write /articles/y',
      '6:75: link to the page, not to its file: write /articles/y',
      '7:1: link to the page, not to its file: write /articles/y',
      '7:30: link to the page, not to its file: there is no page called "über uns".',
      '7:49: link to the page, not to its file: write /articles/über',
      '7:67: link to the page, not to its file: there is no page called "yy". Did you mean "/articles/y"?',
      '7:78: link to the page, not to its file: write /articles/y',
      '7:91: link to the page, not to its file: write /articles/z. Then /articles/z is a draft: readers would find nothing there until it is published',
    ],
  },
  {
    slip: 'links to files beside the article',
    text: article(
      [
        '[1](fiche.pdf) [2](<./Übungen für zu Hause.PDF>) [3](קובץ.pdf) [4](plan.docx) [5](film.mp4) [6](list.xlsx)',
        '[7](big.png) [8](<Übersicht 1.jpg>) [9](nowhere.jpg) [10](/fiche.pdf) [11](https://example.org/x.pdf)',
      ].join('\n'),
    ),
    others: {
      'articles/x/big.png': png,
      'articles/U\u0308bersicht 1.jpg': png,
      'articles/x/Plan.docx': 'PK',
      'files/films/film.mp4': 'x',
      'files/lists.xlsx': 'x',
    },
    told: [
      '6:1: there is no file "fiche.pdf": put it in content/articles/x/.',
      '6:16: there is no file "./Übungen für zu Hause.PDF": put it in content/articles/x/.',
      '6:50: there is no file "קובץ.pdf": put it in content/articles/x/.',
      '6:64: there is no file "plan.docx": put it in content/articles/x/. Did you mean "Plan.docx"?',
      '6:79: there is no file "film.mp4": put it in content/articles/x/. Did you mean "/files/films/film.mp4"?',
      '6:93: there is no file "list.xlsx": put it in content/articles/x/. Did you mean "/files/lists.xlsx"?',
      '7:1: a link to a picture names where it is served: write /pictures/articles/x/big.png',
      '7:14: a link to a picture names where it is served: write /pictures/articles/%C3%9Cbersicht%201.jpg',
      '7:37: there is no picture "nowhere.jpg": put it in content/articles/x/ and write /pictures/articles/x/nowhere.jpg',
    ],
  },
  {
    slip: 'a link to a draft',
    text: article('[More](/articles/y)'),
    others: { 'articles/y.mdx': article('Words.', { draft: 'true' }) },
    told: ['6:1: /articles/y is a draft: readers would find nothing there until it is published'],
  },
  {
    slip: 'a link to a scheduled article',
    text: article('[More](/articles/y)'),
    others: { 'articles/y.mdx': article('Words.', { date: '2027-01-01' }) },
    told: ['6:1: /articles/y has not appeared yet: readers would find nothing there until its date'],
  },
  {
    slip: 'a link to an expired article',
    text: article('[More](/articles/y)'),
    others: { 'articles/y.mdx': article('Words.', { expires: '2026-11-22' }) },
    told: ['6:1: /articles/y has expired: readers find nothing there'],
  },
  {
    slip: 'a link to an article that has moved',
    text: article('[More](/articles/old)'),
    others: { 'articles/y.mdx': article('Words.', { redirectFrom: '[/articles/old]' }) },
    told: ['6:1: the page /articles/old has moved: write /articles/y'],
  },
  {
    slip: 'a link to a broken article',
    text: article('[More](/articles/y)'),
    others: { 'articles/y.mdx': 'x' },
    told: ['6:1: /articles/y is not on the site because its file has faults: mend that first'],
  },
  {
    slip: 'a link to a heading that is not there',
    text: article('## Why now\n\n[Up](#why-not)'),
    told: ['8:1: there is no heading "#why-not" in this file. Did you mean "#why-now"?'],
  },
  {
    slip: 'a link to a heading that another article lacks',
    text: article('[More](/articles/y#twoo)'),
    others: { 'articles/y.mdx': article('## Two') },
    told: ['6:1: there is no heading "#twoo" on /articles/y. Did you mean "#two"?'],
  },
  {
    slip: 'a link to an unknown topic',
    text: article('[More](/topics/helth)'),
    others: { 'articles/y.mdx': article('Words.', { topics: 'Health' }) },
    told: ['6:1: there is no page at /topics/helth. Did you mean "/topics/health"?'],
  },
  {
    slip: 'a link to an unknown author',
    text: article('[Jane](/authors/jane)'),
    told: ['6:1: there is no page at /authors/jane.'],
  },
  {
    slip: 'links to the search and to the archive, which are there, and to a download, which is not',
    text: article('[1](/search) [2](/search?q=clinic) [3](/archive) [4](/archive/2026) [5](/files/form)'),
    told: ['6:69: there is no file at /files/form: put it in content/files/.'],
  },
  {
    slip: 'links to further pages of a topic, one of which is no number',
    text: article('[1](/topics/health/page/2) [2](/topics/health/page/two)'),
    others: { 'articles/y.mdx': article('Words.', { topics: 'Health' }) },
    told: ['6:28: there is no page at /topics/health/page/two.'],
  },
  {
    slip: 'a note that is not there',
    text: article('Text[^1].'),
    told: ['6:5: there is no note "1": write [^1]: and its text on a line of its own'],
  },
  {
    slip: 'a reference without its address',
    text: article('See [this page][page].'),
    told: ['6:5: there is no address for "page": write [page]: https://… on a line of its own'],
  },
  {
    slip: 'a reference that is missing, in a quotation',
    text: article('> One\n> and [this page][page].'),
    told: ['7:7: there is no address for "page": write [page]: https://… on a line of its own'],
  },
  {
    slip: 'a reference that is missing, after an escape and an entity',
    text: article('One\\* &amp; [that][page].'),
    told: ['6:13: there is no address for "page": write [page]: https://… on a line of its own'],
  },
  {
    slip: 'a reference in short that is missing',
    text: article('See [Our page][].'),
    told: ['6:5: there is no address for "Our page": write [Our page]: https://… on a line of its own'],
  },
  {
    slip: 'notes that are missing, in a quotation',
    text: article('> One\n> two[^7] &amp; three[^8]'),
    told: [
      '7:6: there is no note "7": write [^7]: and its text on a line of its own',
      '7:22: there is no note "8": write [^8]: and its text on a line of its own',
    ],
  },
  {
    slip: 'a note that nothing leads to',
    text: article('Text.\n\n[^1]: A source.'),
    told: ['8:1: the note "1" is mentioned nowhere and would be lost: write [^1] where it belongs'],
  },
  {
    slip: 'an address without its beginning',
    text: article(
      '[a](www.example.org), [b](https//example.org), [c](http:/example.org), [d](example.org/e)',
    ),
    told: [
      '6:1: the address "www.example.org" lacks its beginning: write https://www.example.org',
      '6:23: the address "https//example.org" lacks its beginning: write https://example.org',
      '6:48: the address "http:/example.org" lacks its beginning: write http://example.org',
      '6:72: the address "example.org/e" lacks its beginning: write https://example.org/e',
    ],
  },
  {
    slip: 'an address with a space',
    text: article('See [more](/articles/my page).'),
    told: [
      '6:5: the address "/articles/my page" has a space in it: write </articles/my page> between the brackets',
    ],
  },
  {
    slip: 'a dead link by reference',
    text: article('See [a][one] and [b][two].\n\n[one]: /articles/nope\n[two]: /articles/y#nope'),
    others: { 'articles/y.mdx': article() },
    told: ['8:1: there is no page at /articles/nope.', '9:1: there is no heading "#nope" on /articles/y.'],
  },
  {
    slip: 'dead links in a table, a component and a picture',
    text: article(
      '| [a](/nope-1) |\n| - |\n\n<Callout>\n\n- [b](/nope-2)\n\n</Callout>\n\n[![c](x.png)](/nope-3)',
    ),
    others: { 'articles/x/x.png': png },
    told: [
      '6:3: there is no page at /nope-1.',
      '11:3: there is no page at /nope-2.',
      '15:1: there is no page at /nope-3.',
    ],
  },
])
