import { toldOf } from './faulty.ts'
import { article } from './folder.ts'

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
])
