import type { TextItem } from './model.ts'
import type { ImportRecord } from './record.ts'

type Seen = Pick<TextItem, 'key' | 'date' | 'title'>

/**
 * Two old sites may have one address and number their texts alike, as two that were tried on one machine
 * (`http://localhost/?p=1`).
 *
 * @returns the name of the source, with a number where most texts that the record has under it were others
 */
export function nameInRecord(source: string, texts: Iterable<Seen>, { signs }: ImportRecord): string {
  const all = [...texts]
  for (let number = 1; ; number++) {
    const name = number === 1 ? source : `${source} ${number}`
    let [same, other] = [0, 0]
    for (const text of all) {
      const [date, title] = signs.get(`${name}:${text.key}`) ?? []
      const [now, titleNow] = signOf(text)
      if (!date || !now) continue
      if (date === now) same++
      else if (title !== titleNow) other++
    }
    if (other <= same) return name
  }
}

/** A site changes one of them now and then, but seldom both. */
export function signOf({ date, title }: Seen): [date: string, title: string] {
  return [date ? Object.values(date).join() : '', title]
}
