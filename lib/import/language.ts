/** Of what old sites typed, such as `en-us`, `pt_BR` and `de_DE.UTF-8`. @returns BCP 47 as this site writes it; undefined where it names no language */
export function languageTag(typed: string | undefined): string | undefined {
  const tag = typed?.trim().replaceAll('_', '-').replace(/\..*$/, '')
  if (!tag || !/^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i.test(tag)) return undefined
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined
  }
}
