import { expect, test } from 'vitest'
import { packed, unpacked, unpackedAll } from '#lib/content/plain-text.ts'

test('texts are unpacked one by one and together, whatever stands in them', () => {
  const texts = [
    { text: 'Ärzte 健康', aside: '' },
    { text: '', aside: '' },
    { text: 'word '.repeat(20_000), aside: 'beside it' },
    { text: 'last', aside: 'one' },
  ]
  const some = texts.map(packed)
  expect(unpackedAll(some)).toEqual(texts)
  expect(some.map(unpacked)).toEqual(texts)
  expect(unpackedAll([])).toEqual([])
  expect(unpackedAll([packed({ text: 'a\0b', aside: 'c\0' }), packed({ text: 'd', aside: 'e' })])).toEqual([
    { text: 'a b', aside: 'c ' },
    { text: 'd', aside: 'e' },
  ])
})
