import { site } from '#lib/site.ts'
import { markAddress } from '#lib/site-mark.ts'
import { words } from '#lib/words/words.ts'
import { xmlText } from './feed-text.ts'

export const openSearchPath = '/opensearch.xml'

/** Letters that each may have (OpenSearch 1.1, draft 6). */
const most = { ShortName: 16, LongName: 48, Description: 1024 }

/** By which a browser can search the site from its own field. */
export function openSearchDescription(siteUrl: string): string {
  const t = words()
  const about = t('search.about', { name: site.name })
  const icon = markAddress('favicon.ico') ?? '/favicon.ico'
  const url = (type: string, path: string, rel = 'results') =>
    `<Url type="${type}" rel="${rel}" template="${xmlText(siteUrl + path)}"/>`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
    `<ShortName>${xmlText(cut(site.name, most.ShortName))}</ShortName>`,
    `<LongName>${xmlText(cut(site.name, most.LongName))}</LongName>`,
    `<Description>${xmlText(cut(about, most.Description))}</Description>`,
    `<Image width="32" height="32" type="image/x-icon">${xmlText(siteUrl + icon)}</Image>`,
    url('text/html', '/search?q={searchTerms}'),
    url('application/x-suggestions+json', '/search/suggest?q={searchTerms}&format=opensearch', 'suggestions'),
    url('application/opensearchdescription+xml', openSearchPath, 'self'),
    `<Language>${xmlText(site.lang)}</Language>`,
    '<InputEncoding>UTF-8</InputEncoding>',
    '<OutputEncoding>UTF-8</OutputEncoding>',
    '</OpenSearchDescription>',
    '',
  ].join('\n')
}

/** Between two words, where one ends in time. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const short = text.slice(0, length + 1).replace(/\s+\S*$/u, '')
  return short.length <= length ? short : [...text.slice(0, length)].join('').trim()
}
