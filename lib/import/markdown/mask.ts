type Masked = {
  text: string
  /** Puts back what was covered. */
  unmask: (text: string) => string
  /** @returns the line, from 1, in the text before it was masked */
  lineAt: (offset: number) => number
}

const open = '\uE000'
const close = '\uE001'
const covered = new RegExp(`${open}(\\d+)${close}`, 'g')

/**
 * Covers code and listings, which show template signs and tags that nobody may touch.
 *
 * @param asShown what of a part of code is put back
 */
export function maskCode(text: string, asShown = (code: string) => code): Masked {
  const kept: string[] = []
  const cover = (part: string) => `${open}${kept.push(asShown(part)) - 1}${close}`
  const listed = coverListings(text, cover)
  const masked = coverCode(listed, cover)
  const unmask = (part: string): string =>
    part.replace(covered, (_, index: string) => unmask(kept[Number(index)] ?? ''))
  const lines = (part: string) => part.match(/\n/g)?.length ?? 0
  return { text: masked, unmask, lineAt: (offset) => lines(unmask(masked.slice(0, offset))) + 1 }
}

/** A run of backticks ends with the next run of the same length, within its paragraph. */
function coverCode(text: string, cover: (part: string) => string): string {
  const runs = [...text.matchAll(/`+|\n[ \t>]*(?=\n)/g)]
  let out = ''
  let at = 0
  for (let index = 0; index < runs.length; index++) {
    const run = runs[index]
    if (!run || run.index < at || !run[0].startsWith('`') || text[run.index - 1] === '\\') continue
    const end = runs
      .slice(index + 1, index + 60)
      .find(
        ([other], step, all) =>
          other === run[0] && !all.slice(0, step).some(([sign]) => sign.startsWith('\n')),
      )
    if (!end) continue
    out += text.slice(at, run.index) + cover(text.slice(run.index, end.index + end[0].length))
    at = end.index + end[0].length
  }
  return out + text.slice(at)
}

function coverListings(text: string, cover: (part: string) => string): string {
  const out: string[] = []
  let fence: { sign: string; lines: string[]; before: string } | undefined
  for (const line of text.split('\n')) {
    if (fence) {
      fence.lines.push(line)
      const end = new RegExp(`^[ \\t>]*${fence.sign}${fence.sign.charAt(0)}*[ \\t]*$`)
      if (!end.test(line)) continue
      out.push(fence.before + cover(fence.lines.join('\n')))
      fence = undefined
      continue
    }
    const [, before, sign] =
      /^((?:[ \t>]|[-*+][ \t]+|\d{1,9}[.)][ \t]+)*)(`{3,}(?!.*`)|~{3,})/.exec(line) ?? []
    if (before !== undefined && sign) fence = { sign, before, lines: [line.slice(before.length)] }
    else out.push(line)
  }
  if (fence) out.push(fence.before + cover(fence.lines.join('\n')))
  return out.join('\n')
}
