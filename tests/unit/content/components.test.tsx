import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { articleComponentsIn } from '#components/article-body/components-in.tsx'
import { feedHtml } from '#components/article-body/feed-html.ts'
import { bodyComponent } from '#lib/content/render.ts'
import { site } from '#lib/site.ts'
import { article, contentFolder } from './folder.ts'

/** As a page and as a feed have it, and what is told of it. */
async function read(body: string, ending = 'md', lang = site.lang) {
  const folder = await contentFolder({ [`articles/x.${ending}`]: article(body) })
  const { library } = await folder.open()
  const told = library.faults().map(({ line, message }) => `${line}: ${message}`)
  const [item] = library.articles()
  if (!item) return { told, html: '', feed: '' }
  const mdx = await library.body(item)
  const Body = await bodyComponent(mdx, lang)
  const html = renderToStaticMarkup(createElement(Body, { components: articleComponentsIn(lang) }))
  const plain = (text: string) => text.replace(/ class="[^"]*"|\n/g, '')
  return { told, html: plain(html), feed: plain(await feedHtml(mdx, lang)) }
}

const list = '- One\n- *Two*'
const steps = '1. Fill in the form.\n2. Send it.'

test.each([
  ['<Details title="What it costs">\n\nNothing.\n\n</Details>', ':::details[What it costs]\nNothing.\n:::'],
  [`<KeyFacts>\n\n${list}\n\n</KeyFacts>`, `:::key-facts\n${list}\n:::`],
  [`<KeyFacts title="In short">\n${list}\n</KeyFacts>`, `::: key-facts In short\n${list}\n:::`],
  [`<Steps>\n\n${steps}\n\n</Steps>`, `:::steps\n\n${steps}\n\n:::`],
  [`<Do>\n\n${list}\n\n</Do>`, `:::do\n${list}\n:::`],
  ['<Do title="in the morning">\n\nDrink.\n\n</Do>', ':::do[in the morning]\nDrink.\n:::'],
  ['<Dont title="at night">\n\nDrive.\n\n</Dont>', ':::dont{title="at night"}\nDrive.\n:::'],
])('%s is the same on a page and in a feed as what stands for it in an .md file', async (tag, directive) => {
  const asTag = await read(tag, 'mdx')
  expect(asTag.told).toEqual([])
  expect(asTag.html).not.toBe('')
  expect(asTag.feed).not.toMatch(/ role=| class=|\[object/)
  const same = { told: [], html: asTag.html, feed: asTag.feed }
  for (const body of [directive, `${directive}\n\n<!-- HTML --><br>`]) {
    const { told, html, feed } = await read(body)
    const alone = (text: string) => text.replace(/(?:<p>)?<br\/>(?:<\/p>)?$/, '')
    expect({ told, html: alone(html), feed: alone(feed) }).toEqual(same)
  }
})

test('what a box says of itself is in the language of the text', async () => {
  const boxes = `:::key-facts\n${list}\n:::\n\n:::do\nA\n:::\n\n:::dont\nB\n:::`
  const { html, feed } = await read(boxes, 'md', 'fr')
  for (const word of ['L’essentiel', 'À faire', 'À éviter']) {
    expect(html).toContain(word)
    expect(feed).toContain(`<strong>${word}</strong>`)
  }
})

test.each([
  [
    'md',
    ':::steps\nOne, then two.\n:::',
    '6: :::steps shows a numbered list: write :::steps, and below it each step as 1. text',
  ],
  [
    'mdx',
    '<Steps>\n- One\n</Steps>',
    '6: <Steps> shows a numbered list: write <Steps>, and between its lines each step as 1. text',
  ],
  [
    'md',
    ':::key-facts\nOne\n:::',
    '6: :::key-facts shows a list: write :::key-facts, and below it each fact as - text',
  ],
])('in .%s a list that is none is shown and told: %s', async (ending, body, message) => {
  const { html, told } = await read(body, ending)
  expect(told).toEqual([message])
  expect(html).toContain('One')
})

test.each([
  ['md', ':::do{tone="a"}\nA\n:::', '6: :::do takes no "tone". It takes title.'],
  ['md', ':::steps{title="a"}\n1. A\n:::', '6: :::steps takes no "title". It takes nothing but its text.'],
  ['md', ':::dont\n:::', '6: :::dont has no text: :::dont, and the text below it'],
  [
    'mdx',
    '<Details>A</Details>',
    '6: <Details> needs title="…": <Details title="What it costs">Text</Details>',
  ],
  [
    'md',
    '<Steps>\n\nA\n\n</Steps>',
    '6: <Steps> stands in .mdx files: rename the file to .mdx, or write :::steps above the text and ::: below it',
  ],
])('in .%s it is told what is wrong: %s', async (ending, body, message) => {
  expect(await read(body, ending)).toMatchObject({ told: [message], html: '' })
})
