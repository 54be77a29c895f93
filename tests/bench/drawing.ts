const width = 720
const left = 190
const styles = `text{font:14px system-ui,sans-serif;fill:#1d1d1b}.t{font-weight:600}.b{fill:#9aa3ad}.o{fill:#a3262a}.l{fill:none;stroke:#a3262a;stroke-width:2}.a{stroke:#9aa3ad}@media(prefers-color-scheme:dark){text{fill:#eee}.b{fill:#69727c}.o{fill:#f08a80}.l{stroke:#f08a80}}`

export type Bar = { label: string; value: number; shown: string; own?: boolean }

/** Bars beside each other, the longest as wide as there is room; an SVG document. */
export function bars(title: string, drawn: readonly Bar[]): string {
  const longest = Math.max(...drawn.map(({ value }) => value))
  const rows = drawn.map(({ label, value, shown, own }, index) => {
    const y = 44 + index * 28
    const length = Math.max(1, (value / longest) * (width - left - 150))
    return (
      `<text x="${left - 10}" y="${y + 15}" text-anchor="end">${escaped(label)}</text>` +
      `<rect class="${own ? 'o' : 'b'}" x="${left}" y="${y}" width="${length.toFixed(1)}" height="20"/>` +
      `<text x="${(left + length + 8).toFixed(1)}" y="${y + 15}">${escaped(shown)}</text>`
    )
  })
  return document(title, 56 + drawn.length * 28, rows)
}

/** A line over time from zero up, with its highest value shown; an SVG document. */
export function line(title: string, values: readonly number[], unit: string): string {
  const highest = Math.max(...values)
  const points = values.map((value, index) => {
    const x = 60 + (index / Math.max(1, values.length - 1)) * (width - 80)
    return `${x.toFixed(1)},${(190 - (value / highest) * 140).toFixed(1)}`
  })
  return document(title, 210, [
    `<line class="a" x1="60" y1="190" x2="${width - 20}" y2="190"/>`,
    `<text x="52" y="54" text-anchor="end">${Math.round(highest)}</text><text x="52" y="194" text-anchor="end">0</text>`,
    `<text x="${width - 20}" y="206" text-anchor="end">${values.length} s, ${unit}</text>`,
    `<polyline class="l" points="${points.join(' ')}"/>`,
  ])
}

function document(title: string, height: number, parts: readonly string[]): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">` +
    `<style>${styles}</style><text class="t" x="0" y="20">${escaped(title)}</text>\n${parts.join('\n')}\n</svg>\n`
  )
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
