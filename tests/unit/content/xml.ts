export type XmlElement = {
  name: string
  attributes: Record<string, string>
  children: XmlElement[]
  /** Its own text, entities resolved and CDATA taken as it stands. */
  text: string
}

/** A small strict reader of XML 1.0 without document types: throws at the first thing that is not well-formed. */
export function parseXml(source: string): XmlElement {
  const forbidden = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(source)
  if (forbidden) throw new Error(`a character that XML forbids at ${forbidden.index}`)
  const token =
    /<!\[CDATA\[([\s\S]*?)\]\]>|<\?xml [^?]*\?>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y
  const document: XmlElement = { name: '', attributes: {}, children: [], text: '' }
  const open = [document]
  while (token.lastIndex < source.length) {
    const at = token.lastIndex
    const match = token.exec(source)
    const inside = open.at(-1)
    if (!match || !inside) throw new Error(`not well-formed at ${at}: ${source.slice(at, at + 60)}`)
    const [, cdata, closes, opens, attributes = '', isEmpty, text] = match
    if (cdata !== undefined) inside.text += cdata
    else if (closes !== undefined) {
      if (inside.name !== closes) throw new Error(`</${closes}> closes <${inside.name}> at ${at}`)
      open.pop()
    } else if (opens !== undefined) {
      const element: XmlElement = {
        name: opens,
        attributes: attributesIn(attributes),
        children: [],
        text: '',
      }
      inside.children.push(element)
      if (!isEmpty) open.push(element)
    } else if (text !== undefined) {
      if (text.includes(']]>')) throw new Error(`]]> in text at ${at}`)
      inside.text += resolved(text)
    }
  }
  const [root, ...more] = document.children
  if (!root || more.length || open.length !== 1 || document.text.trim())
    throw new Error('not exactly one element')
  return root
}

function attributesIn(text: string): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [, name = '', value = ''] of text.matchAll(/([\w:.-]+)="([^"]*)"/g)) {
    if (name in attributes) throw new Error(`${name} stands twice`)
    attributes[name] = resolved(value)
  }
  return attributes
}

function resolved(text: string): string {
  const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));|&/gi, (all, decimal, hex, name) => {
    if (decimal) return String.fromCodePoint(Number(decimal))
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
    const letter = names[name ?? '']
    if (!letter) throw new Error(`unknown entity ${all}`)
    return letter
  })
}
