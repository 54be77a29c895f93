export function isElsewhere(media: string): boolean {
  return /^https?:/i.test(media)
}

const names: Readonly<Record<string, string>> = {
  'youtube.com': 'YouTube',
  'youtu.be': 'YouTube',
  'vimeo.com': 'Vimeo',
  'dailymotion.com': 'Dailymotion',
}

/** What people call the site of a film. */
export function siteOf(address: string): string {
  const host = URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : address
  return names[host] ?? host
}
