import { escapeHtml } from '#lib/escape.ts'
import type { Tell } from '../local.ts'
import { type Row, rows, text } from './rows.ts'

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null

/** @param markdown of a card that holds some, as HTML */
export function lexicalHtml(document: Row, tell: Tell, markdown: (text: string) => string): string {
  return isRow(document.root) ? inner(document.root, { tell, markdown }) : ''
}

type With = { tell: Tell; markdown: (text: string) => string }

function inner(node: Row, given: With): string {
  return rows(node.children)
    .map((child) => nodeHtml(child, given))
    .join('')
}

const signs = ['strong', 'em', 's', 'u', 'code', 'sub', 'sup', 'mark'] as const

function nodeHtml(node: Row, given: With): string {
  const type = text(node.type).replace(/^extended-/, '')
  const within = () => inner(node, given)
  if (type === 'text' || type === 'at-link-search') {
    const format = Number(node.format ?? 0)
    return signs.reduce(
      (html, sign, bit) => (format & (1 << bit) && sign !== 'u' ? `<${sign}>${html}</${sign}>` : html),
      escapeHtml(text(node.text)),
    )
  }
  switch (type) {
    case 'paragraph':
      return `<p>${within()}</p>`
    case 'heading':
      return `<${/^h[1-6]$/.exec(text(node.tag))?.[0] ?? 'h2'}>${within()}</${/^h[1-6]$/.exec(text(node.tag))?.[0] ?? 'h2'}>`
    case 'quote':
    case 'aside':
      return `<blockquote><p>${within()}</p></blockquote>`
    case 'list': {
      const tag = node.listType === 'number' ? 'ol' : 'ul'
      return `<${tag}>${within()}</${tag}>`
    }
    case 'listitem':
      return `<li>${within()}</li>`
    case 'link':
    case 'autolink':
      return `<a href="${escapeHtml(text(node.url))}">${within()}</a>`
    case 'linebreak':
      return '<br>'
    case 'tab':
    case 'zwnj':
      return ' '
    case 'root':
      return within()
  }
  return cardHtml(type, node, given) ?? within()
}

/** A card by its name and what it holds, of Lexical and of Mobiledoc. */
export function cardHtml(name: string, card: Row, { tell, markdown }: With): string | undefined {
  const get = (...names: string[]) => names.map((one) => text(card[one])).find(Boolean) ?? ''
  const link = (href: string, label: string) =>
    href ? `<p><a href="${escapeHtml(href)}">${escapeHtml(label || href)}</a></p>` : ''
  switch (name) {
    case 'hr':
    case 'horizontalrule':
      return '<hr>'
    case 'image':
    case 'card-image': {
      const caption = get('caption')
      const image = `<img src="${escapeHtml(get('src'))}" alt="${escapeHtml(get('alt', 'altText'))}" title="${escapeHtml(get('title'))}">`
      return `<figure class="kg-image-card">${image}${caption ? `<figcaption>${caption}</figcaption>` : ''}</figure>`
    }
    case 'gallery': {
      const caption = get('caption')
      const images = rows(card.images).map(
        (one) => `<p><img src="${escapeHtml(text(one.src))}" alt="${escapeHtml(text(one.alt))}"></p>`,
      )
      return images.join('') + (caption ? `<p>${caption}</p>` : '')
    }
    case 'html':
      return get('html')
    case 'markdown':
    case 'card-markdown':
      return markdown(get('markdown'))
    case 'code':
    case 'codeblock':
      return `<pre><code${get('language') ? ` class="language-${escapeHtml(get('language'))}"` : ''}>${escapeHtml(get('code'))}</code></pre>${get('caption') ? `<p>${get('caption')}</p>` : ''}`
    case 'embed':
      return (
        link(get('url'), isRow(card.metadata) ? text(card.metadata.title) : '') +
        (get('caption') ? `<p>${get('caption')}</p>` : '')
      )
    case 'bookmark': {
      const meta = isRow(card.metadata) ? card.metadata : {}
      return (
        link(get('url'), text(meta.title) || get('title')) +
        (text(meta.description) ? `<p>${escapeHtml(text(meta.description))}</p>` : '')
      )
    }
    case 'button':
      return link(get('buttonUrl'), get('buttonText'))
    case 'callout':
      return `<blockquote data-callout="note"><p>${get('calloutEmoji') ? `${escapeHtml(get('calloutEmoji'))} ` : ''}${get('calloutText')}</p></blockquote>`
    case 'toggle':
      return `<details><summary>${get('heading')}</summary>${get('content')}</details>`
    case 'file':
      return (
        link(get('src'), get('fileTitle', 'fileName')) +
        (get('fileCaption') ? `<p>${escapeHtml(get('fileCaption'))}</p>` : '')
      )
    case 'video':
      return `<figure class="kg-video-card" data-kg-thumbnail="${escapeHtml(get('customThumbnailSrc', 'thumbnailSrc'))}"><video src="${escapeHtml(get('src'))}" title="${escapeHtml(get('title', 'fileName'))}"></video>${get('caption') ? `<figcaption>${get('caption')}</figcaption>` : ''}</figure>`
    case 'audio':
      return link(get('src'), get('title', 'fileName', 'caption'))
    case 'product':
      return `<h3>${get('productTitle')}</h3>${get('productImageSrc') ? `<p><img src="${escapeHtml(get('productImageSrc'))}" alt=""></p>` : ''}${get('productDescription')}${link(get('productUrl'), get('productButton'))}`
    case 'header':
      return `<h2>${get('header', 'heading')}</h2>${get('subheader', 'subheading') ? `<p>${get('subheader', 'subheading')}</p>` : ''}${link(get('buttonUrl'), get('buttonText'))}`
    case 'call-to-action':
      return get('textValue') + link(get('buttonUrl'), get('buttonText'))
    case 'email':
    case 'email-cta':
    case 'signup':
    case 'paywall':
    case 'transistor':
      tell('left-out', `cards “${name}”`)
      return ''
  }
  if (Array.isArray(card.children)) return undefined
  tell('left-out', `cards “${name}”`)
  return ''
}
