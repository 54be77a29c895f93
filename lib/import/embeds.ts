/** What stood on a page and came from elsewhere: the address people would open, and a name for the link. */
export type Embed = { url: string; label: string }

const videos: readonly [RegExp, (id: string) => string, string][] = [
  [
    /^https?:\/\/(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com\/(?:embed\/|v\/|shorts\/|watch\?(?:.*&)?v=)|youtu\.be\/)([\w-]{6,})/i,
    (id) => `https://www.youtube.com/watch?v=${id}`,
    'YouTube',
  ],
  [
    /^https?:\/\/(?:player\.)?vimeo\.com\/(?:video\/|moogaloop\.swf\?(?:.*&)?clip_id=)?(\d{4,})/i,
    (id) => `https://vimeo.com/${id}`,
    'Vimeo',
  ],
  [
    /^https?:\/\/(?:www\.|geo\.)?(?:dailymotion\.com\/(?:embed\/|swf\/)?(?:video\/)?|dai\.ly\/)([a-z\d]{5,})/i,
    (id) => `https://www.dailymotion.com/video/${id}`,
    'Dailymotion',
  ],
]

/** Hosts whose bare addresses, alone in a line, the old site showed as what they lead to. */
const shown =
  /(?:^|\.)(?:youtube\.com|youtu\.be|vimeo\.com|dailymotion\.com|dai\.ly|twitter\.com|x\.com|instagram\.com|facebook\.com|flickr\.com|flic\.kr|soundcloud\.com|spotify\.com|ted\.com|tumblr\.com|reddit\.com|slideshare\.net|scribd\.com|wordpress\.tv|tiktok\.com|mixcloud\.com|kickstarter\.com|issuu\.com|imgur\.com|bsky\.app|pinterest\.com|speakerdeck\.com|animoto\.com|videopress\.com)$/i

export function isFilmElsewhere(url: string): boolean {
  return /^https:\/\/(?:www\.youtube\.com\/watch\?v=|vimeo\.com\/\d)/.test(url)
}

/** @param title as the old page had it */
export function embedOf(address: string, title?: string | undefined): Embed | undefined {
  const typed = address
    .trim()
    .replace(/^\/\//, 'https://')
    .replaceAll('&amp;', '&')
    .replace(/["<>\\^`{|}]/g, encodeURIComponent)
  if (!/^https?:\/\/\S+$/i.test(typed) || !URL.canParse(typed)) return undefined
  const name = title?.replace(/\s+/g, ' ').trim()
  for (const [shape, watch, host] of videos) {
    const id = shape.exec(typed)?.[1]
    if (id) return { url: watch(id), label: name || `${host}: ${id}` }
  }
  const { host, pathname } = new URL(typed)
  return { url: typed, label: name || `${host.replace(/^www\./, '')}${pathname === '/' ? '' : pathname}` }
}

export function isShownAlone(address: string): boolean {
  return URL.canParse(address) && shown.test(new URL(address).hostname)
}
