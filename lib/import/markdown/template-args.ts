export type Args = { positional: string[]; named: Readonly<Record<string, string>> }

const part =
  /(?:"?([\p{L}_][\p{L}\p{N}_.-]*)"?\s*(?:=|:(?!\/\/))\s*)?(?:"((?:\\[\s\S]|[^"\\])*)"|“([^”]*)”|'((?:\\[\s\S]|[^'\\])*)'|`([^`]*)`|([^\s,"'`{}()=]+))/gu

/** Of a shortcode, tag or call in any of the usual ways: `src="x" alt='y'`, `"x" "y"`, `{ src: "x" }`, `id=x`. */
export function readArgs(text: string): Args {
  const positional: string[] = []
  const named: Record<string, string> = {}
  for (const [, name, double, curly, single, raw, bare] of text.matchAll(part)) {
    const quoted = double ?? single
    const value = quoted?.replace(/\\(["'\\])/g, '$1').replace(/\\n/g, '\n') ?? curly ?? raw ?? bare ?? ''
    if (name) named[name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')] ??= value
    else positional.push(value)
  }
  return { positional, named }
}
