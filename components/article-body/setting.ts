import { createElement, type ReactNode } from 'react'
import { type SettingName, settingInWords } from '#lib/content/settings.ts'
import { mailtoLink } from '#lib/mailto.ts'
import { site } from '#lib/site.ts'
import { SiteWords } from '../site-words.ts'

type Props = {
  name: SettingName
  /** Language of the sentence, BCP 47. */
  within?: string
}

/** A setting of the site in the middle of a sentence. */
export function Setting({ name, within = site.lang }: Props): ReactNode {
  const words = settingInWords(name, site, within)
  return name === 'email'
    ? createElement('a', { href: mailtoLink(words) }, words)
    : SiteWords({ within, children: words })
}
