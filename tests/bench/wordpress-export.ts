import { closeSync, openSync, writeSync } from 'node:fs'
import { anArticle } from '../support/many-articles.ts'
import { attachment, comment, meta, oldAddress, post, term, wxr } from '../support/wxr.ts'

const oneHour = 3_600_000
const first = Date.UTC(2008, 0, 7, 9)

/** An export as an old magazine leaves it: texts of blocks and of lines, pictures, lists, topics, answers to answers. */
export function writeWordPressExport(
  file: string,
  { posts, comments }: { posts: number; comments: number },
): void {
  const [head = '', end = ''] = wxr(['\0']).split('\0')
  const out = openSync(file, 'w')
  try {
    writeSync(out, head)
    for (let number = 0; number < posts; number++) {
      const from = Math.floor((comments * number) / posts)
      const until = Math.floor((comments * (number + 1)) / posts)
      writeSync(out, `${picture(number)}\n${text(number, { from, until })}\n`)
    }
    writeSync(out, end)
  } finally {
    closeSync(out)
  }
}

function text(number: number, { from, until }: { from: number; until: number }): string {
  const date = new Date(first + number * 11 * oneHour)
  const words = anArticle({ title: '', number }).split('---\n').at(-1)?.trim().split('\n\n') ?? []
  const replies = Array.from({ length: until - from }, (_, index) => {
    const id = from + index + 1
    return comment(id, {
      'wp:comment_date': clock(date.getTime() + (index + 2) * oneHour),
      'wp:comment_date_gmt': clock(date.getTime() + (index + 1) * oneHour),
      'wp:comment_content': `${words[index % words.length]}\n\nSee <a href="${oldAddress}/2016/05/post-1/">there</a> & here.`,
      'wp:comment_parent': index % 3 ? String(id - 1) : '0',
      ...(id % 10 === 9 && { 'wp:comment_type': 'pingback' }),
    })
  })
  const topics = [
    term('category', `section-${number % 12}`, `Section ${number % 12}`),
    term('post_tag', `tag-${number % 300}`, `Tag ${number % 300}`),
  ]
  return post(
    2 * number + 2,
    {
      title: `Post number ${number}`,
      link: `${oldAddress}/${date.getUTCFullYear()}/${date.toISOString().slice(5, 7)}/post-number-${number}/`,
      'wp:post_name': `post-number-${number}`,
      'wp:post_date': clock(date.getTime() + oneHour),
      'wp:post_date_gmt': clock(date.getTime()),
      'wp:status': number % 40 === 39 ? 'draft' : 'publish',
      'content:encoded': (number % 3 ? blocks(words, number) : lines(words, number)).join('\n\n'),
    },
    [...topics, meta('_thumbnail_id', String(2 * number + 1)), ...replies].join('\n'),
  )
}

function blocks(words: readonly string[], number: number): string[] {
  const parts = words.map((part) => {
    if (part.startsWith('## '))
      return `<!-- wp:heading -->\n<h2 class="wp-block-heading">${part.slice(3)}</h2>\n<!-- /wp:heading -->`
    if (part.startsWith('- '))
      return `<!-- wp:list -->\n<ul>${part
        .split('\n')
        .map((line) => `<li>${line.slice(2)}</li>`)
        .join('')}</ul>\n<!-- /wp:list -->`
    return `<!-- wp:paragraph -->\n<p>${strong(part)}</p>\n<!-- /wp:paragraph -->`
  })
  const at = pictureAddress(number).replace(/(?=\.png$)/, '-300x200')
  const shown = `<!-- wp:image {"id":${2 * number + 1}} -->\n<figure class="wp-block-image"><a href="${pictureAddress(number)}"><img src="${at}" alt="" class="wp-image-${2 * number + 1}"/></a><figcaption>By the river</figcaption></figure>\n<!-- /wp:image -->`
  return [...parts.slice(0, 3), shown, ...parts.slice(3), `<p>${linkTo(number)}</p>`]
}

function lines(words: readonly string[], number: number): string[] {
  const shown = `[caption id="attachment_${2 * number + 1}" align="alignleft" width="300"]<img src="${pictureAddress(number)}" alt="" /> By the river[/caption]`
  return [
    ...words.map((part) => strong(part).replace(/^## (.*)$/, '<h2>$1</h2>')),
    shown,
    '<!--more-->',
    `An aside, [gallery ids="${2 * number + 1}"] and ${linkTo(number)}.`,
  ]
}

function strong(part: string): string {
  return part.replace(/\*\*(.*?)\*\*/g, '<strong>$1</strong>')
}

function linkTo(number: number): string {
  return number ? `<a href="${oldAddress}/?p=${2 * number}">what stood before</a>` : 'the first of all'
}

function picture(number: number): string {
  return attachment(
    2 * number + 1,
    pictureAddress(number),
    {},
    meta('_wp_attachment_image_alt', `Picture ${number}`),
  )
}

function pictureAddress(number: number): string {
  return `${oldAddress}/wp-content/uploads/2016/05/picture-${number}.png`
}

function clock(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ')
}
