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

const icons: Partial<Record<ShareTarget, Icon>> = {
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

/** The mark of a target in the colour of the text; nothing for a target without one. */
export function ShareMark({ target, className }: { target: ShareTarget; className?: string | undefined }) {
  const Mark = icons[target]
  if (!Mark) return null
  return (
    <Mark
      className={className}
      viewBox="11 11 42 42"
      width={16}
      height={16}
      color="none"
      iconFillColor="currentColor"
      aria-hidden
      focusable={false}
    />
  )
}
