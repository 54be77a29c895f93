const known = new Set(
  `a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button
  canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset
  figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins
  kbd label legend li link main map mark marquee menu meta meter nav nobr noembed noscript object ol optgroup option
  output p param picture pre progress q rb rp rt rtc ruby s samp script section select slot small source span strike
  strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video
  wbr path g circle rect line polyline polygon ellipse text tspan defs use symbol lineargradient radialgradient stop
  clippath mask filter math semantics annotation mrow mi mo mn msup msub mfrac msqrt mroot mtable mtr mtd mtext mspace
  munder mover munderover mstyle mpadded menclose msubsup mmultiscripts mfenced mphantom`.split(/\s+/),
)

/** Of word processors and social networks: their text is text, their names are nothing. */
const foreign = /^(?:o|w|v|m|st1|fb|g|su|gpl|cc|amp)[:-]/i

/** These take all that follows for theirs until they are closed. */
const greedy = new Set(['script', 'style', 'textarea', 'title', 'iframe', 'noembed', 'xmp'])

/** `<gmaxwell>` and `<?php` are words that someone typed: escaped, they stay. */
export function withoutTypedTags(html: string, tell: (name: string) => void): string {
  return html.replace(/<(?:!--|[!?/]?[a-z][^\s/>"'=]*|\?)/gi, (head, at: number) => {
    if (head.startsWith('<!--')) return html.indexOf('-->', at) === -1 ? `&lt;${head.slice(1)}` : head
    const name = head.slice(1).replace(/^\//, '').toLowerCase()
    if (/^[!?]/.test(name)) {
      tell('<?')
      return `&lt;${head.slice(1)}`
    }
    const isClosed =
      !greedy.has(name) || head.startsWith('</') || html.toLowerCase().indexOf(`</${name}`, at) !== -1
    if (known.has(name) && isClosed) return head
    if (foreign.test(name) && !/^\w+:\/\//.test(name)) return head
    // A component of the page's own has a hyphen, and an end.
    if (name.includes('-') && html.includes(`</${name}>`)) return head
    tell(name)
    return `&lt;${head.slice(1)}`
  })
}
