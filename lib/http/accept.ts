/** No browser does. */
export function asksForMarkdown(accept: string): boolean {
  return /text\/markdown/i.test(accept)
}

/** By name, and more than HTML (RFC 9110, 12.5.1): of two that are wanted as much, a page is HTML. */
export function prefersMarkdown(accept = ''): boolean {
  if (!asksForMarkdown(accept)) return false
  const ranges = accept.split(',').map(rangeOf)
  return quality(['text/markdown'], ranges) > quality(['text/html', 'text/*', '*/*'], ranges)
}

type Range = { type: string; q: number }

function rangeOf(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const q = parameters.find((one) => one.startsWith('q='))?.slice(2) ?? '1'
  return { type, q: /^(?:0(?:\.\d*)?|1(?:\.0*)?)$/.test(q) ? Number(q) : 0 }
}

/** @param types the nearest first */
function quality(types: readonly string[], ranges: readonly Range[]): number {
  for (const type of types) {
    const named = ranges.filter((range) => range.type === type)
    if (named.length) return Math.max(...named.map(({ q }) => q))
  }
  return 0
}
