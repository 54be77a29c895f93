/** Small exports of an old WordPress, in words of our own. */
type Parts = Record<string, string>

const attributes =
  'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'

export const oldAddress = 'https://old.example.org'

export function wxr(
  items: readonly string[],
  { lang = 'en-GB', head = '', names = attributes } = {},
): string {
  return `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" ${names}>
<channel>
<title>Acorn &amp; Co</title>
<link>${oldAddress}</link>
<description>Health in the valley</description>
<language>${lang}</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_blog_url>${oldAddress}</wp:base_blog_url>
<wp:author><wp:author_login><![CDATA[jane]]></wp:author_login><wp:author_email>jane@example.org</wp:author_email><wp:author_display_name><![CDATA[Jane Doe]]></wp:author_display_name></wp:author>
<wp:author><wp:author_login><![CDATA[never]]></wp:author_login><wp:author_display_name><![CDATA[Never Used]]></wp:author_display_name></wp:author>
${head}
${items.join('\n')}
</channel>
</rss>
`
}

const cdata = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

/** A published post of May 2016 in a zone two hours ahead, unless `parts` say otherwise. */
export function post(id: number, parts: Parts = {}, more = ''): string {
  const all: Parts = {
    title: `Post ${id}`,
    link: `${oldAddress}/2016/05/post-${id}/`,
    'dc:creator': 'jane',
    'content:encoded': `Words of post ${id}, of which there are enough to say something.`,
    'excerpt:encoded': '',
    'wp:post_id': String(id),
    'wp:post_date': '2016-05-06 12:30:00',
    'wp:post_date_gmt': '2016-05-06 10:30:00',
    'wp:comment_status': 'open',
    'wp:post_name': `post-${id}`,
    'wp:status': 'publish',
    'wp:post_type': 'post',
    'wp:post_password': '',
    ...parts,
  }
  return `<item>\n${Object.entries(all)
    .map(([name, text]) => `<${name}>${cdata(text)}</${name}>`)
    .join('\n')}\n${more}\n</item>`
}

export function meta(key: string, value: string): string {
  return `<wp:postmeta><wp:meta_key>${cdata(key)}</wp:meta_key><wp:meta_value>${cdata(value)}</wp:meta_value></wp:postmeta>`
}

export function term(domain: string, nicename: string, label: string): string {
  return `<category domain="${domain}" nicename="${nicename}">${cdata(label)}</category>`
}

export function comment(id: number, parts: Parts = {}): string {
  const all: Parts = {
    'wp:comment_id': String(id),
    'wp:comment_author': `Reader ${id}`,
    'wp:comment_author_email': `reader${id}@example.org`,
    'wp:comment_author_url': '',
    'wp:comment_date': '2016-05-07 08:00:00',
    'wp:comment_date_gmt': `2016-05-07 06:00:${String(id).padStart(2, '0')}`,
    'wp:comment_content': `What reader ${id} says.`,
    'wp:comment_approved': '1',
    'wp:comment_type': 'comment',
    'wp:comment_parent': '0',
    ...parts,
  }
  return `<wp:comment>${Object.entries(all)
    .map(([name, text]) => `<${name}>${cdata(text)}</${name}>`)
    .join('')}</wp:comment>`
}

export function attachment(id: number, address: string, parts: Parts = {}, more = ''): string {
  return post(
    id,
    {
      title: 'IMG_0001',
      link: `${oldAddress}/?attachment_id=${id}`,
      'content:encoded': '',
      'wp:post_type': 'attachment',
      'wp:status': 'inherit',
      'wp:attachment_url': address,
      ...parts,
    },
    more,
  )
}
