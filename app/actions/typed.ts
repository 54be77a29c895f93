/** The texts of a form by field name. */
export function typed(data: FormData): Record<string, string> {
  return Object.fromEntries(
    [...data].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** The version of an item that a form says its page showed; undefined where it does not say. */
export function seenVersion(seen: string | undefined): number | undefined {
  return seen !== undefined && /^\d{1,9}$/.test(seen) ? Number(seen) : undefined
}
