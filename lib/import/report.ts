import { relative } from 'node:path'
import type { Place } from './place.ts'

const outcomes = {
  taken: 'Taken',
  converted: 'Converted',
  'left-out': 'Left out',
  'to-do': 'For you to do',
  unreadable: 'Could not be read',
} as const

export type Outcome = keyof typeof outcomes

/** What came of each thing of the old site, kept as kinds with a number and their first places. */
export type Report = {
  /**
   * @param what a kind, in the plural, without anything of its single instances: `drafts`, `shortcodes [gallery]`
   * @param detail of this one, as the picture's address
   */
  add: (outcome: Outcome, what: string, place?: Place, detail?: string) => void
}

export const deaf: Report = { add() {} }

type Kind = { count: number; places: string[]; lastPlace: string }

/** So many places of each kind are named. */
const mostPlaces = 3

export function createReport(): Report & { text: () => string; isReadable: () => boolean } {
  const kinds = new Map<Outcome, Map<string, Kind>>()
  return {
    add(outcome, what, place, detail) {
      const all = kinds.get(outcome) ?? new Map<string, Kind>()
      kinds.set(outcome, all)
      const kind = all.get(what) ?? { count: 0, places: [], lastPlace: '' }
      all.set(what, kind)
      kind.count++
      const told = placeInWords(place, detail)
      if (told && told !== kind.lastPlace && kind.places.length < mostPlaces) kind.places.push(told)
      kind.lastPlace = told
    },
    text() {
      return (Object.keys(outcomes) as Outcome[])
        .flatMap((outcome) => {
          const all = [...(kinds.get(outcome) ?? [])].sort(([, a], [, b]) => b.count - a.count)
          return all.length
            ? [`${outcomes[outcome]}:`, ...all.flatMap(([what, kind]) => lines(what, kind)), '']
            : []
        })
        .join('\n')
        .trimEnd()
    },
    isReadable: () => !kinds.has('unreadable'),
  }
}

function lines(what: string, { count, places }: Kind): string[] {
  return [`  ${String(count).padStart(6)}  ${what}`, ...places.map((place) => `          ${place}`)]
}

function placeInWords(place: Place | undefined, detail = ''): string {
  const words = detail.replace(/\s+/g, ' ').trim()
  const short = words.length > 100 ? `${words.slice(0, 99)}…` : words
  const below = place?.file ? relative(process.cwd(), place.file) : ''
  const file = below.startsWith('..') ? (place?.file ?? '') : below
  const at = [file, place?.line, place?.column].filter((part) => part !== undefined && part !== '').join(':')
  return [at, short].filter(Boolean).join(': ')
}
