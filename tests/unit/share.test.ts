import type { ReactElement } from 'react'
import {
  BlueskyShareButton,
  EmailShareButton,
  FacebookShareButton,
  LinkedinShareButton,
  PinterestShareButton,
  RedditShareButton,
  ThreadsShareButton,
  WhatsappShareButton,
  XShareButton,
} from 'react-share'
import { expect, test } from 'vitest'
import { shareAddress, shareNames } from '#lib/share.ts'
import { type ShareTarget, site } from '#lib/site.ts'

const shared = {
  url: 'https://www.example.org/articles/tea-&-cake?a=1#b',
  title: 'Tea & cake: 50 % more “rest”? Yes',
  description: 'What a break is worth',
  image: 'https://www.example.org/pictures/articles/tea & cake/cover.jpg',
}

type Builder = { networkLink: (url: string, options: unknown) => string; url: string; opts: unknown }

/** What react-share would open, without a browser. */
function addressOf(button: unknown, props: Record<string, unknown>): string {
  const { render } = button as { render: (props: unknown, ref: null) => ReactElement<Builder> }
  const made = render({ url: shared.url, ...props }, null).props
  return made.networkLink(made.url, made.opts)
}

test('five addresses are exactly the ones promised', () => {
  const U = encodeURIComponent(shared.url)
  const T = 'Tea%20%26%20cake%3A%2050%20%25%20more%20%E2%80%9Crest%E2%80%9D%3F%20Yes'
  const I = encodeURIComponent(shared.image)
  const promised: Partial<Record<ShareTarget, string>> = {
    facebook: `https://www.facebook.com/sharer/sharer.php?u=${U}`,
    google: `https://mail.google.com/mail/?view=cm&fs=1&su=${T}&body=${T}%0A%0A${U}`,
    x: `https://twitter.com/intent/tweet?url=${U}&text=${T}`,
    linkedin: `https://www.linkedin.com/sharing/share-offsite/?url=${U}`,
    pinterest: `https://pinterest.com/pin/create/button/?url=${U}&media=${I}&description=${T}`,
  }
  for (const [target, address] of Object.entries(promised))
    expect(shareAddress(target as ShareTarget, shared)).toBe(address)
})

test('addresses are those of react-share where it knows the target', () => {
  const { title, image: media } = shared
  expect(shareAddress('facebook', shared)).toBe(addressOf(FacebookShareButton, {}))
  expect(shareAddress('x', shared)).toBe(addressOf(XShareButton, { title }))
  expect(shareAddress('pinterest', shared)).toBe(
    addressOf(PinterestShareButton, { media, description: title }),
  )
  expect(shareAddress('bluesky', shared)).toBe(addressOf(BlueskyShareButton, { title }))
  expect(shareAddress('threads', shared)).toBe(addressOf(ThreadsShareButton, { title }))
  expect(shareAddress('reddit', shared)).toBe(addressOf(RedditShareButton, { title }))
  expect(shareAddress('email', shared)).toBe(
    addressOf(EmailShareButton, { subject: title, body: shared.description, separator: '\r\n\r\n' }),
  )
  const whatsapp = (address: string) => new URL(address).searchParams.get('text')
  expect(whatsapp(shareAddress('whatsapp', shared))).toBe(whatsapp(addressOf(WhatsappShareButton, { title })))
})

test('LinkedIn gets its current address, not the one react-share still has', () => {
  expect(shareAddress('linkedin', shared)).not.toBe(addressOf(LinkedinShareButton, {}))
})

test('a title with half a character in it still makes an address', () => {
  expect(shareAddress('x', { ...shared, title: 'a\ud800b' })).toContain('text=a%EF%BF%BDb')
})

test('every target that the site may name has a name and an absolute address', () => {
  for (const target of [...(Object.keys(shareNames) as ShareTarget[]), 'email' as const])
    expect(shareAddress(target, shared)).toMatch(/^(https:\/\/|mailto:)\S+$/)
  for (const target of site.shareTargets) if (target !== 'email') expect(shareNames[target].name).not.toBe('')
})
