import type { ShareTarget } from './site.ts'

/** Absolute addresses, plain text; `image` is a PNG or JPEG. */
export type Shared = { url: string; title: string; description: string; image: string }

export type ShareName = { before: string; name: string; after?: string; hint?: string }

export const shareNames: Readonly<Record<ShareTarget, ShareName>> = {
  facebook: { before: 'Share on', name: 'Facebook' },
  google: { before: 'Share on', name: 'Google', hint: 'Gmail' },
  x: { before: 'Share on', name: 'X', after: '(Twitter)' },
  linkedin: { before: 'Share on', name: 'LinkedIn' },
  pinterest: { before: 'Share on', name: 'Pinterest' },
  bluesky: { before: 'Share on', name: 'Bluesky' },
  threads: { before: 'Share on', name: 'Threads' },
  mastodon: { before: 'Share on', name: 'Mastodon' },
  whatsapp: { before: 'Share on', name: 'WhatsApp' },
  reddit: { before: 'Share on', name: 'Reddit' },
  email: { before: 'Share by', name: 'Email' },
}

type Part = { U: string; T: string; D: string; I: string }

// Google+ is gone since 2019: Google is its mail. LinkedIn reads everything from the page itself.
const addresses: Readonly<Record<ShareTarget, (part: Part) => string>> = {
  facebook: ({ U }) => `https://www.facebook.com/sharer/sharer.php?u=${U}`,
  google: ({ U, T }) => `https://mail.google.com/mail/?view=cm&fs=1&su=${T}&body=${T}%0A%0A${U}`,
  x: ({ U, T }) => `https://twitter.com/intent/tweet?url=${U}&text=${T}`,
  linkedin: ({ U }) => `https://www.linkedin.com/sharing/share-offsite/?url=${U}`,
  pinterest: ({ U, T, I }) => `https://pinterest.com/pin/create/button/?url=${U}&media=${I}&description=${T}`,
  bluesky: ({ U, T }) => `https://bsky.app/intent/compose?text=${T}%20${U}`,
  threads: ({ U, T }) => `https://threads.net/intent/post?url=${U}&text=${T}`,
  mastodon: ({ U, T }) => `https://share.joinmastodon.org/#text=${T}%20${U}`,
  whatsapp: ({ U, T }) => `https://api.whatsapp.com/send?text=${T}%20${U}`,
  reddit: ({ U, T }) => `https://www.reddit.com/submit?url=${U}&title=${T}`,
  email: ({ U, T, D }) => `mailto:?subject=${T}&body=${D}%0D%0A%0D%0A${U}`,
}

export function shareAddress(target: ShareTarget, shared: Shared): string {
  return addresses[target]({
    U: part(shared.url),
    T: part(shared.title),
    D: part(shared.description),
    I: part(shared.image),
  })
}

/** A lone surrogate would make encodeURIComponent throw. */
function part(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}
