/** Where in the file, and what was wrong; `isLost` where something could not be read for it. */
export type Flaw = { line: number; column: number; message: string; isLost: boolean }

/** XML's own names, and numbers; any other is HTML's, and means itself in a text. */
const entity = /^&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});/i

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML allows none of these, and exports hold them
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const opening = '<![CDATA['
const closing = ']]>'

/** As much as is looked ahead to tell the end of a section from three signs in its text. */
const ahead = 300

const tag = /<(\/?)([\p{L}_][^\s/>]*)(?:\s[^<>]*?)?(\/?)>/uy

const bare = (sign: string) => `a bare ${sign} was read as the sign itself`

/**
 * Makes well-formed of an export what old versions and plugins left otherwise: a bare `&` or `<`, control bytes, `]]>`
 * within CDATA. Lines stay as they are, and a parser's places with them.
 */
export function createMender(onFlaw: (flaw: Flaw) => void): {
  write: (chunk: string) => string
  end: () => string
} {
  let held = ''
  let inside: 'section' | 'comment' | undefined
  let before = ''
  let field = ''
  const open: string[] = []
  let line = 1
  let column = 1

  function pass(text: string): string {
    const breaks = text.lastIndexOf('\n')
    if (breaks === -1) column += text.length
    else {
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) line++
      column = text.length - breaks
    }
    return text
  }

  const flaw = (message: string) => onFlaw({ line, column, message, isLost: false })

  function withoutControl(text: string): string {
    if (text.search(control) === -1) return pass(text)
    let out = ''
    let from = 0
    for (const { index } of text.matchAll(control)) {
      out += pass(text.slice(from, index))
      const code = text.charCodeAt(index).toString(16).padStart(2, '0')
      flaw(`the control character 0x${code} was left out`)
      column++
      from = index + 1
    }
    return out + pass(text.slice(from))
  }

  function outside(text: string): string {
    let out = ''
    let from = 0
    const replace = (index: number, length: number, by: string, message?: string, isLost = false) => {
      out += withoutControl(text.slice(from, index))
      if (message) onFlaw({ line, column, message, isLost })
      pass(text.slice(index, index + length))
      out += by
      from = index + length
    }
    for (const { index, 0: sign } of text.matchAll(/[&<]/g)) {
      if (index < from) continue
      if (sign === '&') {
        const near = text.slice(index, index + 16)
        // A name of HTML's means itself in a text that is HTML.
        const isName = /^&[a-z]\w{1,12};/i.test(near)
        if (!entity.test(near)) replace(index, 1, '&amp;', isName ? undefined : bare('&'))
        continue
      }
      tag.lastIndex = index
      const [all = '', closes, name = '', isEmpty] = tag.exec(text) ?? []
      if (!all) {
        if (!/^<[\p{L}_/!?]/u.test(text.slice(index, index + 2))) replace(index, 1, '&lt;', bare('<'))
      } else if (!closes) {
        if (!isEmpty) open.push(name)
      } else if (open.includes(name)) open.length = open.lastIndexOf(name)
      // A parser would close all that is open.
      else replace(index, all.length, '', `the closing tag ${all} closes nothing that is open`, true)
    }
    out += withoutControl(text.slice(from))
    before = (before + text).slice(-ahead)
    return out
  }

  function endsField(rest: string): boolean {
    const [, name] = /^\s*<\/([\w:.-]+)\s*>/.exec(rest) ?? []
    if (name === undefined) return rest.startsWith(opening) || rest.trim() === ''
    return !field || name === field || name.includes(':')
  }

  function take(isLast: boolean): string {
    let out = ''
    for (;;) {
      if (inside === 'comment') {
        const end = held.indexOf('-->')
        const cut = end !== -1 ? end : isLast ? held.length : Math.max(0, held.length - 2)
        out += withoutControl(held.slice(0, cut))
        held = held.slice(cut)
        if (end === -1) return out
        inside = undefined
      } else if (!inside) {
        const [at, signs] = nextOf(held)
        if (at === -1) {
          // A sign and what follows it are judged together.
          const cut = isLast ? held.length : Math.max(0, lastSign(held))
          out += outside(held.slice(0, cut))
          held = held.slice(cut)
          return out
        }
        out += outside(held.slice(0, at))
        field = /<([\w:.-]+)[^<>]*>\s*$/.exec(before)?.[1] ?? field
        out += pass(signs)
        held = held.slice(at + signs.length)
        inside = signs === opening ? 'section' : 'comment'
      } else {
        const at = held.indexOf(closing)
        if (at === -1 || (!isLast && held.length < at + closing.length + ahead)) {
          const cut = isLast ? held.length : Math.max(0, at === -1 ? held.length - closing.length : at)
          out += withoutControl(held.slice(0, cut))
          held = held.slice(cut)
          return out
        }
        out += withoutControl(held.slice(0, at))
        const rest = held.slice(at + closing.length)
        if (endsField(rest.slice(0, ahead))) {
          out += pass(closing)
          inside = undefined
          before = ''
        } else {
          flaw(`the signs ]]> stand in the text of <${field}>, and were read as text`)
          pass(closing)
          out += ']]]]><![CDATA[>'
        }
        held = rest
      }
    }
  }

  return {
    write(chunk) {
      held += chunk
      return take(false)
    },
    end: () => take(true),
  }
}

function nextOf(text: string): [number, string] {
  const [section, comment] = [text.indexOf(opening), text.indexOf('<!--')]
  return comment !== -1 && (section === -1 || comment < section) ? [comment, '<!--'] : [section, opening]
}

/** A tag is judged as a whole, with the signs within it, and a sign with what follows it. */
function lastSign(text: string): number {
  const cut = beforeTag(text, text.length)
  const sign = text.indexOf('&', Math.max(0, cut - 20))
  return sign === -1 || sign >= cut ? cut : beforeTag(text, sign)
}

/** The start of the tag that is open there. */
function beforeTag(text: string, end: number): number {
  const last = text.lastIndexOf('<', end - 1)
  return last === -1 || end - last > longestTag || text.slice(last, end).includes('>') ? end : last
}

const longestTag = 4000
