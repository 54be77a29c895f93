import { slugify } from './slug.ts'

/** A large site asks for the same few again and again: a twentieth of its start. */
const known = new Map<string, string>()
const mostKnown = 1000

/** Signs become words (`C++`, `C#`, `LGBT+`, `.NET`), emoji alone stay; empty for signs alone. */
export function topicSlug(label: string): string {
  const before = known.get(label)
  if (before !== undefined) return before
  if (known.size >= mostKnown) known.clear()
  const slug = slugOf(label)
  known.set(label, slug)
  return slug
}

function slugOf(label: string): string {
  const words = label
    .replace(/(?<=[\p{L}\p{N}]\p{M}{0,30})[+#♯]+(?![+#♯\p{L}\p{N}])/gu, (signs) =>
      [...signs].map((sign) => (sign === '+' ? ' plus ' : ' sharp ')).join(''),
    )
    .replace(/(?<![\p{L}\p{N}.])\.(?=\p{L})/gu, ' dot ')
  return slugify(words) || (label.normalize('NFC').match(emoji)?.join('') ?? '')
}

const emoji = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/gu

/** The same however the words are spaced, hyphenated and in whichever capitals. */
export function labelKey(label: string): string {
  return label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/(?<=[\p{L}\p{N}\p{M}])[\s\p{Pd}]+(?=[\p{L}\p{N}])/gu, ' ')
}
