import { type SettingName, settingInWords } from '#lib/articles/settings.ts'
import { mailtoLink } from '#lib/mailto.ts'
import { site } from '#lib/site.ts'

/** A setting of the site in the middle of a sentence. */
export function Setting({ name }: { name: SettingName }) {
  const words = settingInWords(name, site)
  return name === 'email' ? <a href={mailtoLink(words)}>{words}</a> : words
}
