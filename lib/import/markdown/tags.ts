const names = new Set(
  `a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button
canvas caption center circle cite code col colgroup data datalist dd del details dfn dialog dir div dl dt ellipse em embed
fieldset figcaption figure font footer form frame frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img
input ins kbd label legend li line link main map mark marquee math menu meta meter nav nobr noembed noframes noscript object
ol optgroup option output p param path picture polygon polyline pre progress q rb rect rp rt rtc ruby s samp script search
section select small source span strike strong style sub summary sup svg table tbody td template text textarea tfoot th thead
time title tr track tt u ul use var video wbr xmp`.split(/\s+/),
)

const tag = /<(\/?)([a-z][^\s<>/"'=]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/gi

/** `<gmaxwell>` and `Vec<T>` stand in the text as they are; tags of HTML are left alone. */
export function knownTags(html: string, told: (name: string) => void): string {
  const [before = '', opening = '', program = '', ...rest] = html.split(
    /(<(?:script|style|svg)\b)([\s\S]*?<\/(?:script|style|svg)>|[\s\S]*$)/i,
  )
  const known = before.replace(tag, (all, _slash: string, name: string) => {
    if (isKnown(name)) return all
    told(name)
    return all.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  })
  return opening ? known + opening + program + knownTags(rest.join(''), told) : known
}

/** @returns the text of a single tag that HTML does not know */
export function textOfTag(html: string): string | undefined {
  const [, , name] = new RegExp(`^(?:${tag.source})$`, 'i').exec(html.trim()) ?? []
  return name !== undefined && !isKnown(name) ? html : undefined
}

function isKnown(name: string): boolean {
  const lower = name.toLowerCase()
  // Capital letters with small ones are a component or a type of a program.
  return (
    (names.has(lower) &&
      (name === lower || name === name.toUpperCase() ? name.length > 1 || name === lower : false)) ||
    /^(?:[a-z]+-[a-z-]+|o:p)$/.test(name)
  )
}
