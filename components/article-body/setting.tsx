import { type SettingName, settingInWords } from '#lib/content/settings.ts'
import { mailtoLink } from '#lib/mailto.ts'
import { site } from '#lib/site.ts'
import { SiteWords } from '../site-words.tsx'

type Props = {
  name: SettingName
  /** Language of the sentence, BCP 47. */
  within?: string
}

/** A setting of the site in the middle of a sentence. */
export function Setting({ name, within = site.lang }: Props) {
  const words = settingInWords(name, site, within)
  return name === 'email' ? (
    <a href={mailtoLink(words)}>{words}</a>
  ) : (
    <SiteWords within={within}>{words}</SiteWords>
  )
}
