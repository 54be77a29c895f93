import { slugify } from './slug.ts'

/**
 * The address of a topic: its label as a slug. Signs that belong to a name stand in it as the words they are read as
 * (`C++`, `C#`, `LGBT+`, `.NET`); a label of emoji alone is its own address. Empty for signs alone.
 */
export function topicSlug(label: string): string {
  const words = label
    .replace(/(?<=[\p{L}\p{N}]\p{M}{0,30})[+#♯]+(?![+#♯\p{L}\p{N}])/gu, (signs) =>
      [...signs].map((sign) => (sign === '+' ? ' plus ' : ' sharp ')).join(''),
    )
    .replace(/(?<![\p{L}\p{N}.])\.(?=\p{L})/gu, ' dot ')
  return slugify(words) || (label.normalize('NFC').match(emoji)?.join('') ?? '')
}

const emoji = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/gu

/** The same for labels of the same words, however they are spaced, hyphenated and in whichever capitals. */
export function labelKey(label: string): string {
  return label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/(?<=[\p{L}\p{N}\p{M}])[\s\p{Pd}]+(?=[\p{L}\p{N}])/gu, ' ')
}
