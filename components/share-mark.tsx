'use client'

import type { ComponentType, SVGProps } from 'react'
import {
  BlueskyIcon,
  EmailIcon,
  FacebookIcon,
  LinkedinIcon,
  PinterestIcon,
  RedditIcon,
  ThreadsIcon,
  WhatsappIcon,
  XIcon,
} from 'react-share'
import type { ShareTarget } from '#lib/site.ts'

type Icon = ComponentType<Omit<SVGProps<SVGSVGElement>, 'color'> & { color?: string; iconFillColor?: string }>

const icons: Partial<Record<ShareTarget | 'copy' | 'device', Icon>> = {
  facebook: FacebookIcon,
  x: XIcon,
  linkedin: LinkedinIcon,
  pinterest: PinterestIcon,
  bluesky: BlueskyIcon,
  threads: ThreadsIcon,
  whatsapp: WhatsappIcon,
  reddit: RedditIcon,
  email: EmailIcon,
}

/** Drawn here, as lines: what react-share has no mark for. */
const drawn: Partial<Record<ShareTarget | 'copy' | 'device', string>> = {
  google: 'M45 21a17 17 0 1 0 4 12H33',
  copy: 'M28 36a8 8 0 0 0 12 1l7-7a8 8 0 0 0-11-11l-3 3M36 28a8 8 0 0 0-12-1l-7 7a8 8 0 0 0 11 11l3-3',
  device: 'M32 38V15M23 23l9-9 9 9M17 33v16h30V33',
}
const elsewhere = 'M20 44 44 20M25 20h19v19'

type Props = { target: ShareTarget | 'copy' | 'device'; className?: string | undefined }

/** The mark of a target, in the colour of the text. */
export function ShareMark({ target, className }: Props) {
  const Mark = icons[target]
  const shared = { className, width: 16, height: 16, viewBox: '11 11 42 42', 'aria-hidden': true } as const
  if (Mark) return <Mark {...shared} color="none" iconFillColor="currentColor" />
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: hidden, because the word beside it says it
    <svg {...shared} fill="none" stroke="currentColor" strokeWidth="4.5">
      <path d={drawn[target] ?? elsewhere} />
    </svg>
  )
}
