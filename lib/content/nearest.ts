/** From each name in the lists to what its list stands for. */
export function byName(lists: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(lists).flatMap(([meant, names]) => names.split(' ').map((name) => [name, meant] as const)),
  )
}

/** Three rows of the table of `distance`, for words of so many letters: it is asked for of thousands at once. */
let rows = rowsOf(64)

function rowsOf(length: number): [Uint32Array, Uint32Array, Uint32Array] {
  return [new Uint32Array(length), new Uint32Array(length), new Uint32Array(length)]
}

/** Damerau–Levenshtein distance, in its restricted form; more than `most` is not counted to its end. */
export function distance(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  if (b.length >= rows[0].length) rows = rowsOf(2 * b.length)
  let [before, row, next] = rows
  for (let at = 0; at <= b.length; at++) row[at] = at
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charCodeAt(i - 1)
    const last = i > 1 ? a.charCodeAt(i - 2) : -1
    let least = i
    next[0] = i
    for (let j = 1; j <= b.length; j++) {
      const other = b.charCodeAt(j - 1)
      let cost = (row[j - 1] ?? 0) + (letter === other ? 0 : 1)
      cost = Math.min(cost, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1)
      if (j > 1 && last === other && letter === b.charCodeAt(j - 2))
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      next[j] = cost
      least = Math.min(least, cost)
    }
    if (least > most) return most + 1
    const spare = before
    before = row
    row = next
    next = spare
  }
  return row[b.length] ?? 0
}

export function nearest(typed: string, known: Iterable<string>): string | undefined {
  const wanted = plain(typed)
  let best: { name: string; steps: number } | undefined
  for (const name of known) {
    if (Math.abs(name.length - typed.length) > 4) continue
    const steps = distance(wanted, plain(name))
    if (!best || steps < best.steps) best = { name, steps }
  }
  // Of a single letter every other one is near.
  const near = typed.length < 2 ? 0 : Math.max(1, Math.floor(typed.length / 3))
  return best && best.steps <= near ? best.name : undefined
}

/** ` Did you mean "title"?`, or nothing. */
export function didYouMean(typed: string, known: Iterable<string>): string {
  const name = nearest(typed, known)
  return name === undefined ? '' : ` Did you mean "${name}"?`
}

/** `a, b and c`. */
export function listed(names: readonly string[], word: 'and' | 'or' = 'and'): string {
  if (names.length > most) return `${names.slice(0, most).join(', ')} and ${names.length - most} more`
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`
}

const most = 30

/** At most 60 letters, of a text that a message names. */
export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '')
}
