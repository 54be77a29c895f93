/** What a page may be attacked by, in the text of an .md file. */
export type HostileHtml = {
  deed: string
  html: string
  /** Words of it that a reader is still shown. */
  stays?: readonly string[]
  /** Something of the text would be lost: it stays off the site. */
  isRefused?: true
  /** It is no HTML to Markdown, or none to a browser: nothing is said. */
  isQuiet?: true
}

/** Said to nobody: each asks this site's own address for it, so that a run would be seen. */
const run = 'window.ran=1'
const far = 'https://elsewhere.invalid'

/** The picture that some of them name. */
export const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

export const hostileHtml: readonly HostileHtml[] = [
  { deed: 'a script', html: `<script>${run}</script>` },
  { deed: 'a script of elsewhere', html: `<script src="${far}/a.js"></script>` },
  { deed: 'a script in capitals', html: `<SCRIPT>${run}</SCRIPT>` },
  { deed: 'a script with an attribute behind a slash', html: `<script/x>${run}</script>`, isQuiet: true },
  { deed: 'a script within words', html: `Words <script>${run}</script> go on`, stays: ['Words', 'go on'] },
  { deed: 'a script that never ends', html: `<script>${run}`, isRefused: true },
  { deed: 'a script within a script', html: `<scr<script>ipt>${run}</scr</script>ipt>` },
  { deed: 'a module', html: `<script type="module">${run}</script>` },
  { deed: 'data for a script', html: '<script type="application/json">{"a":1}</script>' },
  { deed: 'an event of a picture', html: `<img src="x.png" alt="A" onerror="${run}">` },
  { deed: 'an event without quotes', html: `<img src=x.png alt=A onload=${run}>` },
  {
    deed: 'an event behind a slash',
    html: `<img src="nope"/onerror="${run}" alt="A"/src="x.png">`,
    isQuiet: true,
  },
  { deed: 'an event of a block', html: `<div onmouseover="${run}">Words</div>`, stays: ['Words'] },
  {
    deed: 'an event of details',
    html: `<details open ontoggle="${run}"><summary>More</summary>Words</details>`,
    stays: ['More', 'Words'],
  },
  {
    deed: 'an event that begins by itself',
    html: `<a href="/contact" autofocus tabindex="1" onfocus="${run}">Words</a>`,
    stays: ['Words'],
  },
  {
    deed: 'an event of an animation',
    html: `<p style="animation:x" onanimationstart="${run}">Words</p>`,
    stays: ['Words'],
  },
  { deed: 'a link that runs', html: `<a href="javascript:${run}">Words</a>`, stays: ['Words'] },
  { deed: 'a link that runs, in capitals', html: `<a href="JaVaScRiPt:${run}">Words</a>`, stays: ['Words'] },
  {
    deed: 'a link that runs, behind an entity',
    html: `<a href="java&#115;cript:${run}">Words</a>`,
    stays: ['Words'],
  },
  {
    deed: 'a link that runs, with a tab in it',
    html: `<a href="java&Tab;script:${run}">Words</a>`,
    stays: ['Words'],
  },
  {
    deed: 'a link that runs, with a line in it',
    html: `<a href="java&NewLine;script:${run}">Words</a>`,
    stays: ['Words'],
  },
  {
    deed: 'a link that runs, behind a control sign',
    html: `<a href="&#1;javascript:${run}">Words</a>`,
    stays: ['Words'],
  },
  {
    deed: 'a link that runs, behind a space',
    html: `<a href="  javascript:${run}">Words</a>`,
    stays: ['Words'],
  },
  {
    deed: 'a link with a colon as an entity',
    html: `<a href="javascript&colon;${run}">Words</a>`,
    stays: ['Words'],
  },
  {
    deed: 'a link to data',
    html: `<a href="data:text/html,<script>${run}</script>">Words</a>`,
    stays: ['Words'],
  },
  { deed: 'a link of another language', html: '<a href="vbscript:msgbox(1)">Words</a>', stays: ['Words'] },
  {
    deed: 'a link to a file of the reader',
    html: '<a href="file:///etc/passwd">Words</a>',
    stays: ['Words'],
  },
  {
    deed: 'a link that is a program in XML',
    html: `<svg><a xlink:href="javascript:${run}"><text>Words</text></a></svg>`,
    stays: ['Words'],
  },
  { deed: 'a link that reports', html: `<a href="/contact" ping="${far}/p">Words</a>`, stays: ['Words'] },
  { deed: 'a picture of elsewhere', html: `<img src="${far}/a.png" alt="A ward">`, stays: ['A ward'] },
  { deed: 'a picture of elsewhere in Markdown', html: `![A ward](${far}/a.png) <b>b</b>`, stays: ['A ward'] },
  {
    deed: 'a picture of elsewhere without its scheme',
    html: '<img src="//elsewhere.invalid/a.png" alt="A ward">',
    stays: ['A ward'],
  },
  {
    deed: 'a picture that is a program',
    html: `<img src="javascript:${run}" alt="A ward">`,
    stays: ['A ward'],
  },
  {
    deed: 'a picture that is data',
    html: '<img src="data:image/svg+xml,<svg onload=x>" alt="A ward">',
    stays: ['A ward'],
  },
  { deed: 'further pictures to choose from', html: `<img src="x.png" alt="A" srcset="${far}/a.png 2x">` },
  {
    deed: 'a picture and its sources',
    html: `<picture><source srcset="${far}/a.webp"><img src="x.png" alt="A"></picture>`,
  },
  {
    deed: 'a picture map',
    html: `<img src="x.png" alt="A" usemap="#m"><map name="m"><area href="javascript:${run}"></map>`,
  },
  { deed: 'a picture as another tag', html: `<image src="${far}/a.png" alt="A ward" onerror="${run}">` },
  { deed: 'a frame', html: `<iframe src="${far}"></iframe>` },
  { deed: 'a frame that is a program', html: `<iframe src="javascript:${run}"></iframe>` },
  {
    deed: 'a frame with its own page',
    html: `<iframe srcdoc="&lt;script&gt;${run}&lt;/script&gt;"></iframe>`,
  },
  { deed: 'an old frame', html: `<frameset><frame src="${far}"></frameset>`, isQuiet: true },
  { deed: 'an object', html: `<object data="${far}/a.swf">Words</object>` },
  { deed: 'an object that is a program', html: `<object data="javascript:${run}"></object>` },
  { deed: 'an embedded thing', html: `<embed src="${far}/a.swf">` },
  {
    deed: 'a film',
    html: `<video src="${far}/a.mp4" poster="${far}/a.png" autoplay onloadstart="${run}"></video>`,
  },
  { deed: 'a sound', html: `<audio autoplay><source src="${far}/a.mp3" onerror="${run}"></audio>` },
  { deed: 'a style', html: `<style>body{background:url(${far}/a.png)}</style>` },
  { deed: 'a style that never ends', html: '<style>*{display:none}', isRefused: true },
  {
    deed: 'a style as an attribute',
    html: `<p style="background:url(${far}/a.png)">Words</p>`,
    stays: ['Words'],
  },
  {
    deed: 'a cover over the page',
    html: '<div style="position:fixed;inset:0" class="x">Words</div>',
    stays: ['Words'],
  },
  { deed: 'a style sheet', html: `<link rel="stylesheet" href="${far}/a.css">` },
  { deed: 'an import', html: `<link rel="import" href="${far}/a.html">` },
  { deed: 'another base', html: `<base href="${far}/">` },
  { deed: 'a refresh', html: `<meta http-equiv="refresh" content="0;url=${far}">` },
  { deed: 'a policy', html: `<meta http-equiv="Content-Security-Policy" content="script-src *">` },
  {
    deed: 'a form',
    html: `<form action="${far}"><input name="email"><button>Words</button></form>`,
    stays: ['Words'],
  },
  {
    deed: 'a button that sends the page’s form elsewhere',
    html: `<button form="reply" formaction="${far}">Words</button>`,
    stays: ['Words'],
  },
  {
    deed: 'a field of the page’s form',
    html: '<textarea form="reply" name="comment">Words</textarea>',
    stays: ['Words'],
  },
  { deed: 'a drawing with an event', html: `<svg onload="${run}"><circle r="1"/></svg>` },
  {
    deed: 'a drawing with a script',
    html: `<svg><script>${run}</script><text>Words</text></svg>`,
    stays: ['Words'],
  },
  {
    deed: 'a drawing with HTML in it',
    html: `<svg><foreignObject><iframe src="${far}"></iframe><p>Words</p></foreignObject></svg>`,
    stays: ['Words'],
  },
  {
    deed: 'a drawing that changes a link',
    html: `<svg><a><animate attributeName="href" values="javascript:${run}"/><text>Words</text></a></svg>`,
    stays: ['Words'],
  },
  { deed: 'a drawing that uses another', html: `<svg><use href="${far}/a.svg#x"></use></svg>` },
  {
    deed: 'a style in a drawing that hides a tag',
    html: `<svg><style><img title="</style><img src onerror=${run}>"></style></svg>`,
    isRefused: true,
  },
  {
    deed: 'a formula that hides a tag',
    html: `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">`,
  },
  {
    deed: 'a formula with a link',
    html: `<math><mi xlink:href="javascript:${run}">Words</mi></math>`,
    stays: ['Words'],
  },
  {
    deed: 'a formula that holds HTML',
    html: `<math><annotation-xml encoding="text/html"><script>${run}</script></annotation-xml></math>`,
  },
  {
    deed: 'a tag hidden in what browsers without scripts show',
    html: `<noscript><p title="</noscript><img src=x onerror=${run}>"></noscript>`,
  },
  {
    deed: 'a tag hidden in a comment',
    html: `<!--><img src=x.png alt=A onerror=${run}>--> <b class="x">Words</b>`,
    stays: ['Words'],
  },
  { deed: 'a tag hidden in plain text', html: `<xmp><img src=x onerror=${run}></xmp>` },
  { deed: 'a text that never ends', html: `<plaintext><img src=x onerror=${run}>`, stays: [] },
  { deed: 'a tag hidden in a title', html: `<title><img src=x onerror=${run}></title>` },
  { deed: 'a tag hidden in a field', html: `<textarea><script>${run}</script></textarea>` },
  {
    deed: 'a template',
    html: `<template><img src=x onerror=${run}></template><b class="x">Words</b>`,
    stays: ['Words'],
  },
  {
    deed: 'a template with a shadow',
    html: `<div><template shadowrootmode="open"><slot name="x"></slot><p>Words</p></template></div>`,
    stays: ['Words'],
  },
  {
    deed: 'tags that cross, with a table',
    html: `<table><a href="javascript:${run}"><tr><td>Words<form><input></table>`,
    stays: ['Words'],
  },
  {
    deed: 'ids of the page',
    html: '<div id="main">Words</div><p id="comment">More</p>',
    stays: ['Words', 'More'],
  },
  {
    deed: 'ids of every object',
    html: '<p id="__proto__">Words</p><p id="constructor">More</p>',
    stays: ['Words', 'More'],
  },
  {
    deed: 'names that hide what a program asks for',
    html: '<img name="cookie" src="x.png" alt="A"><a name="body" id="body" class="x">Words</a>',
    stays: ['Words'],
  },
  { deed: 'an element of one’s own', html: `<x-run onclick="${run}">Words</x-run>`, stays: ['Words'] },
  { deed: 'a heading with an event', html: `<h2 onclick="${run}">Words</h2>`, stays: ['Words'] },
  {
    deed: 'a block that asks for the keyboard',
    html: '<div contenteditable tabindex="0" accesskey="x" autofocus>Words</div>',
    stays: ['Words'],
  },
  { deed: 'a running text', html: `<marquee onstart="${run}">Words</marquee>`, stays: ['Words'] },
  { deed: 'a dialog that covers the page', html: '<dialog open>Words</dialog>', stays: ['Words'] },
  { deed: 'a program in Markdown’s picture', html: `![A](x.png "x\\" onerror=${run}") <b class="x">b</b>` },
  {
    deed: 'what a footnote of the page looks like',
    html: '<a href="#x" data-footnote-backref aria-label="Back">Words</a>',
    stays: ['Words'],
  },
]
