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
