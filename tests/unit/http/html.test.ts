import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { finishWith } from '#lib/http/html.ts'
import { rulesIn } from '#lib/http/styles.ts'

const modules = [
  '.cARd_1_box{gap:.5rem}@media print{.cARd_1_box p{top:0}}',
  '._0mapQ9_map{top:1}',
  '.fOrm-1_error{top:2}',
  '.cARd_1_box .wIde_2_box{top:3}',
]

const finishHtml = finishWith(
  new Map([
    ['/_next/a.css', rulesIn('h1{color:red}', '')],
    ['/_next/b.css', rulesIn('p{margin:0}', '')],
    ['/_next/c.css', rulesIn(modules.join('\n'), 'chunk("fOrm-1_error")')],
  ]),
)

const page = (inside: string) =>
  `<!DOCTYPE html><html><head><link rel="preload" as="script" href="/_next/a.js"/><link rel="preload" href="/_next/b.css" as="style"/><title>T</title></head><body>${inside}</body></html>`

test('no script of the framework and none of its data remains', () => {
  const { html } = finishHtml(
    page(
      '<p>Text<!-- --> here</p><script src="/_next/a.js" async=""></script><script>self.__next_f.push([1,"x"])</script>',
    ),
  )
  expect(html).not.toMatch(/<script|preload|<!--/)
  expect(html).toContain('<p>Text here</p>')
})

test('our own inline script stays, named by its hash in the policy', () => {
  const { html, policy } = finishHtml(page('<script data-own="">let a=1</script>'))
  expect(html).toContain('<script>let a=1</script>')
  const hash = createHash('sha256').update('let a=1').digest('base64')
  expect(policy).toContain(`script-src 'sha256-${hash}';`)
})

test('each style of a page is named by its hash: those of the build as one, and a rule of the page itself', () => {
  const html = page('').replace(
    '<title>',
    '<link rel="stylesheet" href="/_next/a.css"/><style data-href="x">.x{color:blue}</style><title>',
  )
  const { policy } = finishHtml(html)
  const hashes = ['h1{color:red}', '.x{color:blue}'].map((text) =>
    createHash('sha256').update(text).digest('base64'),
  )
  expect(policy).toContain(`style-src ${hashes.map((hash) => `'sha256-${hash}'`).join(' ')};`)
})

test('what the layout says is one with the styles of the build, and comes after them', () => {
  const html = page('').replace(
    '<title>',
    '<link rel="stylesheet" href="/_next/a.css"/><meta name="m"/><style>:root{--x:1}</style><title>',
  )
  const finished = finishHtml(html)
  expect(finished.html.match(/<style[\s\S]*<\/style>/)?.[0]).toBe(
    '<style>h1{color:red}\n:root{--x:1}</style>',
  )
  const hash = createHash('sha256').update('h1{color:red}\n:root{--x:1}').digest('base64')
  expect(finished.policy).toContain(`style-src 'sha256-${hash}';`)
})

test('of the styles of modules a page has those that it, or a script, has a use for', () => {
  const stylesOf = (inside: string) => {
    const html = page(inside).replace('<title>', '<link rel="stylesheet" href="/_next/c.css"/><title>')
    return /<style>([\s\S]*)<\/style>/.exec(finishHtml(html).html)?.[1]?.split('\n')
  }
  expect(stylesOf('')).toEqual(modules.slice(2))
  expect(stylesOf('<p class="cARd_1_box">x</p>')).toEqual(modules.filter((rules) => !rules.includes('map')))
  expect(stylesOf('<p class="a _0mapQ9_map">x</p>')).toEqual(modules.slice(1))
})

test('rules that are broken over lines stay whole', () => {
  const css = '@media print{\n.cARd_1_box{top:0}\n}'
  expect(rulesIn(css, '')).toEqual([{ text: css }])
})

test('structured data stays and needs no hash', () => {
  const { html, policy } = finishHtml(page('<script type="application/ld+json">{"a":1}</script>'))
  expect(html).toContain('<script type="application/ld+json">{"a":1}</script>')
  expect(policy).toContain("script-src 'none'")
})

test('a failure stands first in the title, once', () => {
  expect(finishHtml(page(''), { problem: true }).html).toContain('<title>Error: T</title>')
  const again = page('').replace('<title>T', '<title>Error: T')
  expect(finishHtml(again, { problem: true }).html).toContain('<title>Error: T</title>')
})

test('a form keeps its own hidden fields, and none that the framework would know it by', () => {
  const own = '<input type="hidden" name="form" value="reply"/><textarea name="comment">typed</textarea>'
  const { html } = finishHtml(
    page(
      `<form action="/a" method="POST"><input type="hidden" name="$ACTION_REF_1"/>` +
        `<input type="hidden" name="$ACTION_1:0" value="{&quot;id&quot;:&quot;7&quot;}"/>${own}</form>`,
    ),
  )
  expect(html).toContain(`<form action="/a" method="POST">${own}</form>`)
})

test('the stylesheets stand in the page as one, named by its hash, in their order', () => {
  const links =
    '<link rel="stylesheet" href="/_next/a.css" data-precedence="next"/><link rel="stylesheet" href="/_next/b.css"/>'
  const { html, policy } = finishHtml(page('').replace('<title>', `${links}<title>`))
  const style = 'h1{color:red}\np{margin:0}'
  expect(html).toContain(`<style>${style}</style><title>`)
  expect(html).not.toContain('stylesheet')
  expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`)
})

test('only a page with a film or a sound may load one, and only from here', () => {
  expect(finishHtml(page('<p>A video</p>')).policy).not.toContain('media-src')
  expect(finishHtml(page('<video src="/files/a.mp4"></video>')).policy).toContain("media-src 'self';")
})
