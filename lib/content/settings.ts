import type { Retention, Site } from '#lib/site.ts'
import { promiseInWords } from '#lib/time/business-hours.ts'
import { words } from '#lib/words/words.ts'

const units: Readonly<Record<keyof Retention, 'day' | 'month'>> = {
  spamDays: 'day',
  rejectedDays: 'day',
  answeredMonths: 'month',
  clientDays: 'day',
  mailTextDays: 'day',
  mailMonths: 'month',
  figureMonths: 'month',
}

/** Settings that a text can name, so that it stays true when they change. */
export type SettingName = 'promise' | 'name' | 'email' | keyof Retention

export const settingNames: readonly string[] = ['promise', 'name', 'email', ...Object.keys(units)]

/** A setting as it stands in a sentence: `within 24 hours`, `30 days`, `hello@example.org`. @param lang of the sentence */
export function settingInWords(
  name: SettingName,
  {
    promise,
    name: organisation,
    contact,
    retention,
  }: Pick<Site, 'promise' | 'name' | 'contact' | 'retention'>,
  lang?: string,
): string {
  if (name === 'promise') return promiseInWords(promise, lang)
  if (name === 'name') return organisation
  if (name === 'email') return contact.email
  const count = retention[name]
  return words(lang)(units[name] === 'day' ? 'setting.days' : 'setting.months', { count })
}
