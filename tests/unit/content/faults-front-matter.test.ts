import { toldOf } from './faulty.ts'
import { article, front, good, png } from './folder.ts'

toldOf([
  {
    slip: 'an empty file',
    text: '',
    told: ['1:1: the file is empty: it begins with a line ---, then title, description and date'],
  },
  {
    slip: 'a file without front matter',
    text: 'Just words.\n',
    told: [
      '1:1: there is no front matter: begin the file with a line ---, then the fields title, description and date, then a line ---',
    ],
  },
  {
    slip: 'front matter that is never closed',
    text: '---\ntitle: A title\n\nWords.\n',
    told: [
      '1:1: the front matter that opens here is never closed: put a line of three hyphens (---) after the last field, above line 4',
      '1:1: the field "date" is missing: write a date, such as 2026-11-20',
      '1:1: there is no description, so the first sentences of the text stand in for it in lists, feeds, search results and shares. Better add one: description: What opens in May, and who may come',
    ],
  },
  {
    slip: 'front matter closed by four hyphens',
    text: `---\n${good.join('\n')}\n----\nWords.\n`,
    told: ['5:1: the line that closes the front matter must be three hyphens alone (---), found "----"'],
  },
  {
    slip: 'an empty line before the front matter',
    text: `\n${article()}`,
    told: ['1:1: the file must begin with the line ---: remove what stands before it'],
  },
  {
    slip: 'the opening hyphens forgotten',
    text: `${good.join('\n')}\n---\nWords.\n`,
    told: ['1:1: the line --- is missing before the first field: put it here'],
  },
  {
    slip: 'dashes of a word processor',
    text: '———\ntitle: A title\n———\nWords.\n',
    told: ['1:1: the first line is "———": type three hyphens (---), a word processor makes a dash of them'],
  },
  {
    slip: 'line ends of an old Mac',
    text: article().replaceAll('\n', '\r'),
    told: [
      '1:4: the lines of this file end as on an old Mac (CR): save it with line ends of Unix or Windows (LF or CRLF)',
    ],
  },
  {
    slip: 'a line end of an old Mac behind the opening hyphens alone',
    text: article().replace('---\n', '---\r'),
    told: [
      '1:4: the lines of this file end as on an old Mac (CR): save it with line ends of Unix or Windows (LF or CRLF)',
    ],
  },
  {
    slip: 'front matter in JavaScript',
    text: '---js\n{ title: process.env.SECRET }\n---\nWords.\n',
    told: [
      '1:4: the first line must be three hyphens alone (---), found "---js": fields are written as YAML; code is never run',
    ],
  },
  {
    slip: 'front matter in TOML',
    text: '+++\ntitle = "A title"\n+++\nWords.\n',
    told: [
      '1:1: the field "date" is missing: write a date, such as 2026-11-20',
      '1:1: there is no description, so the first sentences of the text stand in for it in lists, feeds, search results and shares. Better add one: description = "What opens in May, and who may come"',
    ],
  },
  {
    slip: 'front matter without a field',
    text: '---\n---\nWords.\n',
    told: ['1:1: the fields title and date are missing'],
  },
  {
    slip: 'a file in Latin-1',
    text: Buffer.from(article('Caf\u00e9.'), 'latin1'),
    told: ['6:4: a letter here is not UTF-8: save the file with the encoding UTF-8'],
  },
  {
    slip: 'a file in UTF-16',
    text: Buffer.from(`\ufeff${article()}`, 'utf16le'),
    told: ['1:1: the file is saved as UTF-16 (“Unicode”): save it as UTF-8'],
  },
  {
    slip: 'a misspelt field',
    text: front('titel: A title', good[1], good[2]),
    told: ['2:1: unknown field "titel". Did you mean "title"?'],
  },
  {
    slip: 'a misspelt draft',
    text: front(...good, 'draff: true'),
    told: ['5:1: unknown field "draff". Did you mean "draft"?'],
  },
  {
    slip: 'a field nobody knows',
    text: front(...good, 'weather: fine'),
    told: ['5:1: unknown field "weather". It changes nothing on this site'],
  },
  {
    slip: 'a field that is missing',
    text: front(good[0], good[2]),
    told: [
      '1:1: there is no description, so the first sentences of the text stand in for it in lists, feeds, search results and shares. Better add one: description: What opens in May, and who may come',
    ],
  },
  {
    slip: 'an empty title',
    text: front('title:', good[1], good[2]),
    told: ['2:1: "title" is empty: write for example title: Our new clinic'],
  },
  {
    slip: 'a title of quotes alone',
    text: front('title: "  "', good[1], good[2]),
    told: ['2:8: "title" is empty: write for example title: Our new clinic'],
  },
  {
    slip: 'a colon in an unquoted title',
    text: front('title: Health: a view', good[1], good[2]),
    told: ['2:8: the text has a colon in it: put it in quotes: title: "Health: a view"'],
  },
  {
    slip: 'a quotation mark that is never closed',
    text: front('title: "A title', good[1], good[2]),
    told: ['2:8: the text that " opens here is never closed: add " at its end'],
  },
  {
    slip: 'an apostrophe in single quotes',
    text: front("title: 'It's here'", good[1], good[2]),
    told: [
      '2:12: the text ends at the quotation mark before this. For an apostrophe inside, use double quotes: title: "It\'s here"',
    ],
  },
  {
    slip: 'a quotation in double quotes',
    text: front('title: "A" and "B"', good[1], good[2]),
    told: [
      '2:12: the text ends at the quotation mark before this. For quotation marks inside, use single quotes outside: title: \'"A" and "B"\'',
    ],
  },
  {
    slip: 'no space after a colon',
    text: front(good[0], 'description:What it says', good[2]),
    told: ['3:1: a space is missing after the colon: description: What it says'],
  },
  {
    slip: 'a tab in front matter',
    text: front(...good, 'topics:', '\t- Health'),
    told: ['6:1: a tab stands here: indent with two spaces'],
  },
  {
    slip: 'a field that stands twice',
    text: front(...good, 'title: Another'),
    told: ['5:1: the field "title" stands here a second time: keep one'],
  },
  {
    slip: 'a line without a field',
    text: front(good[0], 'and more of it', good[1], good[2]),
    told: [
      '3:1: this line is no field: name, colon, space, value are expected, such as title: Our new clinic. If it belongs to the text above, begin it with two spaces',
    ],
  },
  {
    slip: 'an indented field',
    text: front(good[0], ' description: What it says', good[2]),
    told: ['3:2: this line is indented: begin each field at the start of its line'],
  },
  {
    slip: 'a list that is never closed',
    text: front(...good, 'topics: [Health, Work'),
    told: ['5:9: the list that [ opens here is never closed: add ]'],
  },
  {
    slip: 'a value that begins with @',
    text: front(...good, 'series: @home'),
    told: ['5:9: a text that begins with @ must stand in quotes: series: "@home"'],
  },
  {
    slip: 'a value that begins with an asterisk',
    text: front(...good, 'series: *new* series'),
    told: ['5:9: a text that begins with * must stand in quotes: series: "*new* series"'],
  },
  {
    slip: 'a tag that would make an object',
    text: front(...good, 'series: !!js/function "() => 1"'),
    told: ['5:9: a text that begins with ! must stand in quotes: series: "!!js/function \\"() => 1\\""'],
  },
  {
    slip: 'a list where one text belongs',
    text: front('title: [A, B]', good[1], good[2]),
    told: ['2:8: a text that begins with [ must stand in quotes: title: "[A, B]"'],
  },
  {
    slip: 'a truth value in quotes',
    text: front(...good, 'draft: "yes"'),
    told: ['5:8: "draft" must be true or false; found "yes"'],
  },
  {
    slip: 'a truth value of old YAML',
    text: front(...good, 'featured: on'),
    told: ['5:11: "featured" must be true or false; found "on"'],
  },
  {
    slip: 'a date in the order of the day',
    text: front(good[0], good[1], 'date: 20/11/2026'),
    told: ['4:7: "date" is not a date: write 2026-11-20 (found "20/11/2026")'],
  },
  {
    slip: 'a date in words',
    text: front(good[0], good[1], 'date: 20 November 2026'),
    told: ['4:7: "date" is not a date: write 2026-11-20 (found "20 November 2026")'],
  },
  {
    slip: 'a date with short numbers',
    text: front(good[0], good[1], 'date: 2026-1-5'),
    told: ['4:7: "date" is not a date: write 2026-01-05 (found "2026-1-5")'],
  },
  {
    slip: 'a day that is not in the calendar',
    text: front(good[0], good[1], 'date: 2026-02-30'),
    told: ['4:7: "date" is not in the calendar: February 2026 has 28 days (found "2026-02-30")'],
  },
  {
    slip: 'a time that no clock shows',
    text: front(good[0], good[1], 'date: 2026-11-20T24:30'),
    told: [
      '4:7: "date" has no such time: hours go to 23, minutes and seconds to 59 (found "2026-11-20T24:30")',
    ],
  },
  {
    slip: 'an end before the beginning',
    text: front(...good, 'expires: 2026-11-01'),
    told: ['5:10: "expires" is not after "date": the article would never be shown'],
  },
  {
    slip: 'an unknown author',
    text: front(...good, 'author: jane-do'),
    others: { 'authors/jane-doe.yml': 'name: Jane Doe\n', 'authors/john-roe.yml': 'name: John Roe\n' },
    told: ['5:9: unknown author "jane-do". Did you mean "jane-doe"? Known authors: jane-doe and john-roe.'],
  },
  {
    slip: 'a new author by name',
    text: front(...good, 'author: Claudia Jach'),
    told: [
      '5:9: unknown author "Claudia Jach": there is no author yet. Write author: claudia-jach, and content/authors/claudia-jach.yml with name: Claudia Jach',
    ],
  },
  {
    slip: 'a new author by a name in another script, beside others',
    text: front(...good, 'author: [jane-doe, "נמרוד איזנברג: עורך", 😀]'),
    others: { 'authors/jane-doe.yml': 'name: Jane Doe\n' },
    told: [
      '5:20: unknown author "נמרוד איזנברג: עורך". Known authors: jane-doe. For a new one write author: נמרוד-איזנברג-עורך, and content/authors/נמרוד-איזנברג-עורך.yml with name: "נמרוד איזנברג: עורך"',
      '5:43: unknown author "😀". Known authors: jane-doe. For a new one write for example author: jane-doe, and content/authors/jane-doe.yml with name: Jane Doe',
    ],
  },
  {
    slip: 'an author by name',
    text: front(...good, 'author: [jane-doe, Jane Doe]'),
    others: { 'authors/jane-doe.yml': 'name: Jane Doe\n' },
    told: ['5:20: unknown author "Jane Doe". Did you mean "jane-doe"? Known authors: jane-doe.'],
  },
  {
    slip: 'a wrong word for replies',
    text: front(...good, 'replies: close'),
    told: ['5:10: "replies" must be one of open, closed or off; found "close"'],
  },
  {
    slip: 'a language in words',
    text: front(...good, 'lang: English'),
    told: ['5:7: "lang" must be a language, such as en-GB, de or cy; found "English"'],
  },
  {
    slip: 'a topic that stands twice',
    text: front(...good, 'topics: [Health, health]'),
    told: ['5:18: the topic "health" stands here twice'],
  },
  {
    slip: 'a canonical address that is a path',
    text: front(...good, 'canonical: /articles/y'),
    told: [
      '5:12: "canonical" must be a whole address, such as https://example.org/clinic; found "/articles/y"',
    ],
  },
  {
    slip: 'an old path without its slash',
    text: front(...good, 'redirectFrom: [articles/old]'),
    told: [
      '5:16: "redirectFrom" must be a path on this site that begins with /, such as /articles/old-name; found "articles/old"',
    ],
  },
  {
    slip: 'an old address with a query',
    text: front(...good, 'redirectFrom: [/old, "/?p=12"]'),
    told: [
      '5:22: "/?p=12" has a ?: an old address leads here by its path alone. Leave it out, or let your proxy lead it here',
    ],
  },
  {
    slip: 'an old path in two spellings',
    text: front(...good, 'redirectFrom: [/news/q%26a, /News/q&a]'),
    told: ['5:29: "/news/q&a" stands here twice'],
  },
  {
    slip: 'a redirect to itself',
    text: front(...good, 'redirectFrom: [/articles/x]'),
    told: ['5:16: "/articles/x" is this page\'s own address: it would lead to itself for ever'],
  },
  {
    slip: 'a redirect that would hide an article',
    text: front(...good, 'redirectFrom: [/articles/y]'),
    others: { 'articles/y.mdx': article() },
    told: ['5:16: "/articles/y" is the address of a page that stands here: a redirect would hide it'],
  },
  {
    slip: 'a redirect that another file has',
    text: front(...good, 'redirectFrom: [/old]'),
    others: { 'articles/a.mdx': article('Words.', { redirectFrom: '[/old]' }) },
    told: ['5:16: "/old" leads to content/articles/a.mdx already: an old address can lead to one page only'],
  },
  {
    slip: 'a redirect from an address of the site',
    text: front(...good, 'redirectFrom: [/contact]'),
    told: ['5:16: "/contact" belongs to the site itself: a redirect from there is never reached'],
  },
  {
    slip: 'a picture without a description',
    text: front(...good, 'image: x.png'),
    others: { 'articles/x/x.png': png },
    told: [
      '5:1: the picture needs imageAlt (what it shows, for those who cannot see it): imageAlt: The entrance, with a ramp',
    ],
  },
  {
    slip: 'a focus that is no place',
    text: front(...good, 'image: cover.png', 'imageAlt: A pixel', 'focus: her face'),
    others: { 'articles/x/cover.png': png },
    told: [
      '7:8: "focus" must be a place in the picture: top, bottom, left, right, two of them such as top left, or 50% 20% (from the left, from the top); found "her face"',
    ],
  },
  {
    slip: 'a focus of one number',
    text: front(...good, 'image: cover.png', 'imageAlt: A pixel', 'focus: 20'),
    others: { 'articles/x/cover.png': png },
    told: [
      '7:8: "focus" must be a place in the picture: top, bottom, left, right, two of them such as top left, or 50% 20% (from the left, from the top); found "20"',
    ],
  },
  {
    slip: 'a focus without a picture',
    text: front(...good, 'focus: top'),
    told: ['5:1: focus stands without image: add the picture, or remove it'],
  },
  {
    slip: 'a picture that is not there',
    text: front(...good, 'image: cove.png', 'imageAlt: A pixel'),
    others: { 'articles/x/cover.png': png },
    told: ['5:8: there is no picture "cove.png": put it in content/articles/x/. Did you mean "cover.png"?'],
  },
  {
    slip: 'a picture that is broken',
    text: front(...good, 'image: x.png', 'imageAlt: A pixel'),
    others: { 'articles/x/x.png': 'no picture' },
    told: ['5:8: the picture "x.png" cannot be read: save it again as JPEG or PNG'],
  },
  {
    slip: 'several slips in one file',
    text: front('titel: A', 'description: [3]', 'date: yesterday').replace(
      'Words.',
      'a <5 mg\n\n<Calout>b</Calout>',
    ),
    told: [
      '2:1: unknown field "titel". Did you mean "title"?',
      '3:14: a text that begins with [ must stand in quotes: description: "[3]"',
      '4:7: "date" is not a date: write year, month and day, such as 2026-11-20, or 2026-11-20T09:30 with a time (found "yesterday")',
      '6:3: "<5 mg" reads as the beginning of a tag: write &lt;5 mg',
      '8:1: unknown component "Calout". Did you mean "Callout"?',
    ],
  },
  {
    slip: 'front matter that is closed only by a rule in the text',
    text: `---\n${good.join('\n')}\n\nTake <5 mg of it.\n\n---\n\nMore of it.\n`,
    told: [
      '1:1: the front matter that opens here is never closed: put a line of three hyphens (---) after the last field, above line 6',
      '6:6: "<5 mg" reads as the beginning of a tag: write &lt;5 mg',
    ],
  },
  {
    slip: 'front matter with nothing below it',
    text: `---\n${good.join('\n')}\n---\n\n`,
    told: ['5:4: there is no text below the front matter: write it, or add draft: true'],
  },
  {
    slip: 'a colon in a text of a list',
    text: front(...good, 'topics:', '  - Health', '  - Work: a view'),
    told: ['7:5: the text has a colon in it: put it in quotes: "Work: a view"'],
  },
  {
    slip: 'a quotation mark in a list that is never closed',
    text: front(...good, 'topics:', '  - Health', '  - "Work'),
    told: ['7:5: the text that " opens here is never closed: add " at its end'],
  },
  {
    slip: 'a colon in one field, and slips in those after it',
    text: front('title: Health: a view', good[1], 'date: soon', 'draff: true', 'author: nobody'),
    told: [
      '2:8: the text has a colon in it: put it in quotes: title: "Health: a view"',
      '4:7: "date" is not a date: write year, month and day, such as 2026-11-20, or 2026-11-20T09:30 with a time (found "soon")',
      '5:1: unknown field "draff". Did you mean "draft"?',
      '6:9: unknown author "nobody": there is no author yet. Write content/authors/nobody.yml with a name',
    ],
  },
  {
    slip: 'several lines that cannot be read',
    text: front(...good, 'series: @home', 'canonical:x', 'lang: "en', 'topics: [A', 'replies: closd'),
    told: [
      '5:9: a text that begins with @ must stand in quotes: series: "@home"',
      '6:1: a space is missing after the colon: canonical: x',
      '7:7: the text that " opens here is never closed: add " at its end',
      '8:9: the list that [ opens here is never closed: add ]',
      '9:10: "replies" must be one of open, closed or off; found "closd"',
    ],
  },
  {
    slip: 'an unknown author beside another slip',
    text: front(
      ...good,
      'draft: yes',
      'author: nobody',
      'image: x.png',
      'imageAlt: x',
      'translations: { de: /articles/nope }',
    ),
    told: [
      '5:8: "draft" must be true or false; found "yes"',
      '6:9: unknown author "nobody": there is no author yet. Write content/authors/nobody.yml with a name',
      '7:8: there is no picture "x.png": put it in content/articles/x/.',
      '9:21: there is no page at /articles/nope.',
    ],
  },
  {
    slip: 'an end before the beginning beside another slip',
    text: front(...good, 'expires: 2026-11-19', 'draff: x'),
    told: [
      '5:10: "expires" is not after "date": the article would never be shown',
      '6:1: unknown field "draff". Did you mean "draft"?',
    ],
  },
  {
    slip: 'a field that stands twice, and an unknown author after it',
    text: front(good[0], 'title: B', good[1], good[2], 'author: nobody'),
    told: [
      '3:1: the field "title" stands here a second time: keep one',
      '6:9: unknown author "nobody": there is no author yet. Write content/authors/nobody.yml with a name',
    ],
  },
  {
    slip: 'a date that is left empty',
    text: front(good[0], good[1], 'date:'),
    told: ['4:1: "date" is empty: write a date, such as 2026-11-20'],
  },
  {
    slip: 'a date without hyphens',
    text: front(good[0], good[1], 'date: 20261120'),
    told: ['4:7: "date" is not a date: write 2026-11-20 (found "20261120")'],
  },
  {
    slip: 'an hour of one digit',
    text: front(good[0], good[1], 'date: 2026-11-20 9:30'),
    told: ['4:7: "date" is not a date: write 2026-11-20T09:30 (found "2026-11-20 9:30")'],
  },
  {
    slip: 'a date with an offset that no place uses',
    text: front(good[0], good[1], 'date: 2026-11-20T09:30+25:00'),
    told: [
      '4:7: "date" has an offset from UTC that no place uses: write Z, or for example +01:00 (found "2026-11-20T09:30+25:00")',
    ],
  },
  {
    slip: 'a date in a list',
    text: front(good[0], good[1], 'date: [2026-11-20]'),
    told: ['4:7: "date" must be a date, such as 2026-11-20; found a list'],
  },
  {
    slip: 'an author who stands twice',
    text: front(...good, 'author: [jane-doe, jane-doe]'),
    others: { 'authors/jane-doe.yml': 'name: Jane Doe\n' },
    told: ['5:20: the author "jane-doe" stands here twice'],
  },
  {
    slip: 'a hyphen with nothing behind it',
    text: front(...good, 'topics:', '  - Health', '  -'),
    told: ['7:3: an entry of "topics" is empty: write it, such as Public health, or remove it'],
  },
  {
    slip: 'a field under the name that others give it',
    text: front(...good, 'tags: [Health]'),
    told: ['5:1: unknown field "tags". Did you mean "topics"?'],
  },
  {
    slip: 'a misspelt description of a picture',
    text: front(...good, 'image: x.png', 'imagealt: A pixel'),
    others: { 'articles/x/x.png': png },
    told: ['6:1: unknown field "imagealt". Did you mean "imageAlt"?'],
  },
  {
    slip: 'a language of a translation that is none',
    text: front(...good, 'translations: { deutschland: /articles/y }'),
    others: { 'articles/y.mdx': article() },
    told: ['5:17: "deutschland" is not a language, such as de or fr'],
  },
  {
    slip: 'an old path that stands twice',
    text: front(...good, 'redirectFrom: [/old, /old/]'),
    told: ['5:22: "/old" stands here twice'],
  },
  {
    slip: 'a tab before a translation',
    text: front(...good, 'translations:', '\tde: /articles/y'),
    told: ['6:1: a tab stands here: indent with two spaces'],
  },
  {
    slip: 'a reference of YAML in a list',
    text: front(...good, 'topics: [*s]'),
    told: ['5:10: a text that begins with * must stand in quotes: "*s"'],
  },
  {
    slip: 'a text that begins with a number sign',
    text: front(...good, 'series: #1'),
    told: ['5:1: "series" is empty, because # begins a comment: put the text in quotes: series: "#1"'],
  },
  {
    slip: 'a closing line that is indented',
    text: `---\n${good.join('\n')}\n ---\n\nTake <5 mg.\n`,
    told: [
      '5:1: the line --- that closes the front matter is indented: begin it at the start of the line',
      '7:6: "<5 mg" reads as the beginning of a tag: write &lt;5 mg',
    ],
  },
  {
    slip: 'a closing line of four hyphens, and a slip below it',
    text: `---\n${good.join('\n')}\n----\nTake <5 mg.\n`,
    told: [
      '5:1: the line that closes the front matter must be three hyphens alone (---), found "----"',
      '6:6: "<5 mg" reads as the beginning of a tag: write &lt;5 mg',
    ],
  },
  {
    slip: 'a space of a word processor',
    text: front(...good, 'draft:\u00a0true'),
    told: ['5:7: the space after the colon is one of a word processor: type a plain one: draft: true'],
  },
  {
    slip: 'a list without spaces after its hyphens',
    text: front(...good, 'topics:', '-Health'),
    told: [
      '6:1: this line cannot be read: each field is name, colon, space, value, such as title: Our new clinic',
    ],
  },
  {
    slip: 'a list whose hyphens do not line up',
    text: front(...good, 'topics:', '  - Health', ' - Work'),
    told: ['7:1: this line is indented: begin each field at the start of its line'],
  },
  {
    slip: 'brackets at the beginning of a text',
    text: front(...good, 'series: [draft] thing'),
    told: ['5:9: a text that begins with [ must stand in quotes: series: "[draft] thing"'],
  },
  {
    slip: 'a long text whose lines are not indented',
    text: front(...good, 'series: >', 'Ten steps'),
    told: [
      '6:1: this line cannot be read: each field is name, colon, space, value, such as title: Our new clinic',
    ],
  },
  {
    slip: 'fields with Windows line ends',
    text: front(...good, 'draff: true', 'updated: soon').replaceAll('\n', '\r\n'),
    told: [
      '5:1: unknown field "draff". Did you mean "draft"?',
      '6:10: "updated" is not a date: write year, month and day, such as 2026-11-20, or 2026-11-20T09:30 with a time (found "soon")',
    ],
  },
  {
    slip: 'fields behind a byte order mark',
    text: `\ufeff${front(...good, 'draff: true')}`,
    told: ['5:1: unknown field "draff". Did you mean "draft"?'],
  },
  {
    slip: 'two articles that redirect to each other',
    text: front(...good, 'redirectFrom: [/articles/y]'),
    others: { 'articles/y.mdx': front(...good, 'redirectFrom: [/articles/x]') },
    told: ['5:16: "/articles/y" is the address of a page that stands here: a redirect would hide it'],
  },
])
