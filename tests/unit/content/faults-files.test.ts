import sharp from 'sharp'
import { expect, test } from 'vitest'
import { toldOf } from './faulty.ts'
import { article, contentFolder } from './folder.ts'

toldOf([
  {
    slip: 'HTML that an article does not carry, in plain Markdown',
    file: 'articles/x.md',
    text: article('Text <b class="x">bold</b>\n\n<font color="red">red</font> <b class="y" style="a">b</b>'),
    told: [
      '6:6: an article carries no such HTML: the tag <font> and the attributes class (2 times) and style are left out, the text stays',
    ],
  },
  {
    slip: 'a program in plain Markdown',
    file: 'articles/x.md',
    text: article('One\n\n<script>\nrun()\n</script>\n\nTwo'),
    told: ['8:1: <script> is left out with all that is in it: an article holds no programs'],
  },
  {
    slip: 'a program that never ends in plain Markdown',
    file: 'articles/x.md',
    text: article('One\n\n<style>\nb {}\n\nTwo'),
    told: [
      '8:1: <style> is never closed, and what follows would be lost with it: remove it, the design is the site’s',
    ],
  },
  {
    slip: 'a component in plain Markdown',
    file: 'articles/x.md',
    text: article('<Callout>Text</Callout>\n\n<Quote>Text</Quote>'),
    told: [
      '6:1: <Callout> stands in .mdx files: rename the file to .mdx, or write :::note above the text and ::: below it',
      '8:1: <Quote> stands in .mdx files: rename the file to .mdx',
    ],
  },
  {
    slip: 'a name with capitals',
    file: 'articles/My Title.mdx',
    text: article(),
    told: [
      '1:1: the name of the file becomes its address: small letters, digits and hyphens only. Rename it to my-title.mdx',
    ],
  },
  {
    slip: 'a name with an underscore',
    file: 'articles/my_title.mdx',
    text: article(),
    told: [
      '1:1: the name of the file becomes its address: small letters, digits and hyphens only. Rename it to my-title.mdx',
    ],
  },
  {
    slip: 'two files for one address',
    file: 'articles/x.md',
    text: article(),
    others: { 'articles/x.mdx': article() },
    told: ['1:1: content/articles/x.mdx has the same address: remove or rename one of the two'],
  },
  {
    slip: 'an article in a subfolder',
    file: 'articles/y/index.mdx',
    text: article(),
    told: ['1:1: articles stand directly in the folder articles: move this file there'],
  },
  {
    slip: 'a document of a word processor',
    file: 'articles/x.docx',
    text: 'PK',
    told: [
      '1:1: this file is not read: articles end in .mdx or .md, pictures in .jpg, .png, .webp, .avif, .gif or .svg',
    ],
  },
  {
    slip: 'an ending in capitals',
    file: 'articles/x.MDX',
    text: article(),
    told: ['1:1: the ending .MDX must be in small letters: rename the file to x.mdx'],
  },
  {
    slip: 'a page at an address of the site',
    file: 'pages/search.mdx',
    text: '---\ntitle: Search\ndescription: Ours\n---\nWords.\n',
    told: ['1:1: the address /search belongs to the site itself: give the page another name'],
  },
  {
    slip: 'a page with the name of signed links',
    file: 'pages/preview.mdx',
    text: '---\ntitle: Preview\ndescription: What comes\n---\nWords.\n',
    told: ['1:1: the address /preview belongs to the site itself: give the page another name'],
  },
  {
    slip: 'a page with the name of an error',
    file: 'pages/500.md',
    text: '---\ntitle: Five hundred\ndescription: What comes\n---\nWords.\n',
    told: ['1:1: the address /500 belongs to the site itself: give the page another name'],
  },
  {
    slip: 'an article with the name of the further pages of the list',
    file: 'articles/page.md',
    text: article(),
    told: ['1:1: the address /articles/page belongs to the site itself: give the article another name'],
  },
  {
    slip: 'an article named by an emoji',
    file: 'articles/😀.md',
    text: article(),
    told: [
      '1:1: the name of the file becomes its address: small letters, digits and hyphens only. Rename it to words, such as our-new-clinic.md',
    ],
  },
  {
    slip: 'an article named in capitals of another script',
    file: 'articles/Здоровье 2.md',
    text: article(),
    told: [
      '1:1: the name of the file becomes its address: small letters, digits and hyphens only. Rename it to здоровье-2.md',
    ],
  },
  {
    slip: 'an article named in letters without capitals',
    file: 'articles/הוא-והיא-2.md',
    text: article(),
    told: [],
  },
  {
    slip: 'a page with a field of articles',
    file: 'pages/about.mdx',
    text: '---\ntitle: About\ndescription: Us\nauthor: jane\n---\nWords.\n',
    told: ['4:1: unknown field "author". It changes nothing on this site'],
  },
  {
    slip: 'an author without a name',
    file: 'authors/jane-doe.yml',
    text: 'role: Nurse\n',
    told: ['1:1: the field "name" is missing: add for example name: Jane Doe'],
  },
  {
    slip: 'an author with an unknown field',
    file: 'authors/jane-doe.yml',
    text: 'name: Jane Doe\nbiography: Long\n',
    told: ['2:1: unknown field "biography". Did you mean "bio"?'],
  },
  {
    slip: 'an author with a link to nowhere',
    file: 'authors/jane-doe.yml',
    text: 'name: Jane Doe\nlinks:\n  Site: example.org\n',
    told: ['3:9: "links" must be whole addresses, such as https://example.org; found "example.org"'],
  },
  {
    slip: 'an author in a file that ends in .yaml',
    file: 'authors/jane-doe.yaml',
    text: 'name: Jane Doe\n',
    told: ['1:1: authors end in .yml: rename the file to jane-doe.yml'],
  },
])

toldOf([
  {
    slip: 'an author with a focus and no picture',
    file: 'authors/jane-doe.yml',
    text: 'name: Jane Doe\nfocus: top left\n',
    told: ['2:1: focus stands without picture: add the picture, or remove it'],
  },
  {
    slip: 'a picture of a telephone under another name',
    file: 'articles/x.jpg',
    text: '\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x30meta\0\0\0\0\0\0\0\x24iprp\0\0\0\x1cipco\0\0\0\x14ispe\0\0\0\0\0\0\x0f\0\0\0\x0b\0',
    told: ['1:1: this picture is in HEIC, whatever its name says: save it again as JPEG or PNG'],
  },
  {
    slip: 'a file that is no picture, though nobody names it yet',
    file: 'articles/x.png',
    text: 'no picture',
    told: ['1:1: this picture cannot be read: save it again as JPEG or PNG'],
  },
])

test('a whole drawing is no fault, one that was cut off is told', async () => {
  const whole =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h20v10z"/><g/></svg>'
  const folder = await contentFolder({
    'articles/whole.svg': whole,
    'articles/cut.svg': whole.slice(0, -20),
    'articles/x.mdx': article('Words.', { image: 'whole.svg', imageAlt: 'A ward' }),
    'articles/y.mdx': article('Words.', { image: 'cut.svg', imageAlt: 'A ward' }),
  })
  const { library } = await folder.open()
  expect(
    library.faults().map(({ file, severity, message }) => [file.split('/').at(-1), severity, message]),
  ).toEqual([
    [
      'cut.svg',
      'error',
      'this drawing is damaged, or was cut off when it was copied: copy it again, or save it again as PNG',
    ],
    ['y.mdx', 'warning', 'the picture "cut.svg" cannot be read: save it again as JPEG or PNG'],
  ])
  const covers = library.articles().map(({ slug, image }) => [slug, image !== undefined])
  expect(Object.fromEntries(covers)).toEqual({ x: true, y: false })
})

test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)(
  'a picture in %s that was cut off is told at its own file, and the article stands with what there is of it',
  async (format) => {
    const size = { width: 600, height: 400, channels: 3 as const }
    const noise = {
      create: { ...size, background: '#888', noise: { type: 'gaussian' as const, mean: 128, sigma: 60 } },
    }
    const ending = format === 'jpeg' ? 'jpg' : format
    const whole = await sharp(noise).toFormat(format, { effort: 1 }).toBuffer()
    const folder = await contentFolder({
      [`articles/whole.${ending}`]: whole,
      [`articles/cut.${ending}`]: whole.subarray(0, Math.round(whole.length * 0.6)),
      'articles/x.mdx': article('Words.', { image: `cut.${ending}`, imageAlt: 'A ward' }),
    })
    const { library } = await folder.open()
    expect(
      library.faults().map(({ file, severity, message }) => [file.split('/').at(-1), severity, message]),
    ).toEqual([
      [
        `cut.${ending}`,
        'warning',
        'this picture is damaged, or was cut off when it was copied: copy it again, or save it again as JPEG or PNG',
      ],
    ])
    expect(library.article('x').kind).toBe('here')
  },
)
