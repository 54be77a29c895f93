import type { ShareTarget } from './site.ts'

/** Absolute addresses, plain text; `image` is a PNG or JPEG. */
export type Shared = { url: string; title: string; description: string; image: string }

export type ShareName = { name: string; after?: string; hint?: string }

/** Names of their makers, in no language; email is said in the reader's. */
export const shareNames: Readonly<Record<Exclude<ShareTarget, 'email'>, ShareName>> = {
  facebook: { name: 'Facebook' },
  google: { name: 'Google', hint: 'Gmail' },
  x: { name: 'X', after: '(Twitter)' },
  linkedin: { name: 'LinkedIn' },
  pinterest: { name: 'Pinterest' },
  bluesky: { name: 'Bluesky' },
  threads: { name: 'Threads' },
  mastodon: { name: 'Mastodon' },
  whatsapp: { name: 'WhatsApp' },
  reddit: { name: 'Reddit' },
}

// Google+ is gone since 2019: Google is its mail. LinkedIn reads everything from the page itself.
const addresses: Readonly<Record<ShareTarget, (encoded: Shared) => string>> = {
  facebook: ({ url }) => `https://www.facebook.com/sharer/sharer.php?u=${url}`,
  google: ({ url, title }) =>
    `https://mail.google.com/mail/?view=cm&fs=1&su=${title}&body=${title}%0A%0A${url}`,
  x: ({ url, title }) => `https://twitter.com/intent/tweet?url=${url}&text=${title}`,
  linkedin: ({ url }) => `https://www.linkedin.com/sharing/share-offsite/?url=${url}`,
  pinterest: ({ url, title, image }) =>
    `https://pinterest.com/pin/create/button/?url=${url}&media=${image}&description=${title}`,
  bluesky: ({ url, title }) => `https://bsky.app/intent/compose?text=${title}%20${url}`,
  threads: ({ url, title }) => `https://threads.net/intent/post?url=${url}&text=${title}`,
  mastodon: ({ url, title }) => `https://share.joinmastodon.org/#text=${title}%20${url}`,
  whatsapp: ({ url, title }) => `https://api.whatsapp.com/send?text=${title}%20${url}`,
  reddit: ({ url, title }) => `https://www.reddit.com/submit?url=${url}&title=${title}`,
  email: ({ url, title, description }) => `mailto:?subject=${title}&body=${description}%0D%0A%0D%0A${url}`,
}

export function shareAddress(target: ShareTarget, { url, title, description, image }: Shared): string {
  // A lone surrogate would make encodeURIComponent throw.
  const part = (text: string) => encodeURIComponent(text.toWellFormed())
  const encoded = { url: part(url), title: part(title), description: part(description), image: part(image) }
  return addresses[target](encoded)
}
