export type Row = { readonly [name: string]: unknown }

export function rows(table: unknown): Row[] {
  if (!Array.isArray(table)) return []
  return table.filter((row): row is Row => typeof row === 'object' && row !== null)
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

const readable = [
  'title',
  'description',
  'locale',
  'lang',
  'timezone',
  'active_timezone',
  'permalinks',
  'default_locale',
] as const

/** The rest are keys, passwords and secrets: they are not looked at. */
export function settingsOf(table: unknown): Record<string, string | undefined> {
  const found: Record<string, string | undefined> = {}
  for (const row of rows(table)) {
    const key = readable.find((name) => name === row.key)
    if (key && text(row.value)) found[key.replace('_', '')] = text(row.value)
  }
  return found
}
