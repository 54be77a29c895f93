/** Where a thing of another site is found, by the name of its shortcode or component and its id. */
const addresses: Readonly<Record<string, (id: string, other?: string) => string>> = {
  youtube: (id) => `https://www.youtube.com/watch?v=${id}`,
  vimeo: (id) => `https://vimeo.com/${id}`,
  dailymotion: (id) => `https://www.dailymotion.com/video/${id}`,
  peertube: (id) => id,
  twitch: (id) => `https://www.twitch.tv/${id}`,
  bilibili: (id) => `https://www.bilibili.com/video/${id}`,
  tweet: (id, user = 'i') => `https://twitter.com/${user}/status/${id}`,
  twitter: (id, user = 'i') => `https://twitter.com/${user}/status/${id}`,
  x: (id, user = 'i') => `https://twitter.com/${user}/status/${id}`,
  instagram: (id) => `https://www.instagram.com/p/${id}/`,
  tiktok: (id) => id,
  facebook: (id) => id,
  mastodon: (id) => id,
  gist: (first, second) => `https://gist.github.com/${second ? `${first}/${second}` : first}`,
  codepen: (first, second) => `https://codepen.io/${second ? `${second}/pen/${first}` : `pen/${first}`}`,
  codesandbox: (id) => `https://codesandbox.io/s/${id}`,
  stackblitz: (id) => `https://stackblitz.com/edit/${id}`,
  jsfiddle: (id) => `https://jsfiddle.net/${id}/`,
  spotify: (id) => `https://open.spotify.com/${id}`,
  soundcloud: (id) => `https://soundcloud.com/${id}`,
  speakerdeck: (id) => `https://speakerdeck.com/player/${id}`,
  slideshare: (id) => `https://www.slideshare.net/slideshow/embed_code/key/${id}`,
  asciinema: (id) => `https://asciinema.org/a/${id}`,
  docswell: (id) => `https://www.docswell.com/s/${id}`,
  figma: (id) => id,
  card: (id) => id,
}

const aliases: Readonly<Record<string, string>> = {
  yt: 'youtube',
  youtubelite: 'youtube',
  liteyoutube: 'youtube',
  youtubeembed: 'youtube',
  youtubeiframe: 'youtube',
  youtubevideo: 'youtube',
  embedyoutube: 'youtube',
  youtubeplayer: 'youtube',
  vimeoembed: 'vimeo',
  vimeosimple: 'vimeo',
  tweetsimple: 'tweet',
  twittersimple: 'tweet',
  xsimple: 'tweet',
  twittertweet: 'tweet',
  tweetembed: 'tweet',
  githubgist: 'gist',
  speakerdeckembed: 'speakerdeck',
  toot: 'mastodon',
}

export function isEmbed(name: string): boolean {
  const plain = plainName(name)
  return (aliases[plain] ?? plain) in addresses
}

export function embedAddress(name: string, id: string, other?: string): string {
  const typed = id.trim()
  if (/^https?:\/\//i.test(typed)) return watchPage(typed)
  if (typed.startsWith('//')) return watchPage(`https:${typed}`)
  const plain = plainName(name)
  const address = addresses[aliases[plain] ?? plain]?.(typed, other) ?? typed
  return /^https?:\/\//i.test(address) ? address : ''
}

/** Of a player the page that shows the same. */
function watchPage(address: string): string {
  const youtube = /(?:youtube(?:-nocookie)?\.com\/embed\/|youtu\.be\/)([\w-]{6,})/.exec(address)?.[1]
  if (youtube) return `https://www.youtube.com/watch?v=${youtube}`
  const vimeo = /player\.vimeo\.com\/video\/(\d+)/.exec(address)?.[1]
  return vimeo ? `https://vimeo.com/${vimeo}` : address
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '')
}
