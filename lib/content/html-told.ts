import { listed } from './nearest.ts'

/** Each stands on lines of its own: where it falls away, a `div` keeps its text apart from what is around. */
export const blockTags: ReadonlySet<string> = new Set(
  'address article aside body center dialog dir fieldset footer form frameset header hgroup html legend listing main marquee menu nav noscript optgroup option plaintext section search select template textarea title xmp'.split(
    ' ',
  ),
)

/** Tags of HTML, whether an article carries them or not: what is none and never closed is a text that looks like one. */
export const knownTags: ReadonlySet<string> = new Set([
  ...blockTags,
  ...'a abbr acronym applet area audio b base basefont bdi bdo bgsound big blink blockquote br button canvas caption cite code col colgroup data datalist dd del details dfn div dl dt em embed figcaption figure font frame h1 h2 h3 h4 h5 h6 head hr i iframe img input ins kbd keygen label li link map mark math meta meter nobr noembed noframes object ol output p param picture pre progress q rb rp rt rtc ruby s samp script slot small source span strike strong style sub summary sup svg table tbody td tfoot th thead time tr track tt u ul var video wbr'.split(
    ' ',
  ),
])

/** All that falls away, as one message: an old page has hundreds of these. */
export function fallenParts() {
  const tags = new Map<string, number>()
  const attributes = new Map<string, number>()
  const words = new Map<string, number>()
  let first = Number.POSITIVE_INFINITY
  const count = (kind: Map<string, number>) => (name: string, offset: number) => {
    kind.set(name, (kind.get(name) ?? 0) + 1)
    first = Math.min(first, offset)
  }
  const named = (kind: ReadonlyMap<string, number>, show: (name: string) => string) =>
    listed([...kind].map(([name, times]) => show(name) + (times > 1 ? ` (${times} times)` : '')))
  return {
    tag: count(tags),
    attribute: count(attributes),
    /** Not left out: shown as they were typed. */
    word: count(words),
    first: () => first,
    message(): string | undefined {
      const parts = [
        ...(tags.size
          ? [`${tags.size > 1 ? 'the tags ' : 'the tag '}${named(tags, (name) => `<${name}>`)}`]
          : []),
        ...(attributes.size
          ? [
              `${attributes.size > 1 ? 'the attributes ' : 'the attribute '}${named(attributes, (name) => name)}`,
            ]
          : []),
      ]
      const isOne = tags.size + attributes.size === 1
      const left = parts.length
        ? [
            `an article carries no such HTML: ${parts.join(' and ')} ${isOne ? 'is' : 'are'} left out, the text stays`,
          ]
        : []
      const shown = words.size
        ? [
            `${named(words, (name) => name)} ${words.size > 1 ? 'are no tags and are' : 'is no tag and is'} shown as typed`,
          ]
        : []
      return left.length + shown.length ? [...left, ...shown].join('; ') : undefined
    },
  }
}
