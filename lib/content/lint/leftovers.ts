import { endOf, type Nodes, startOf, walk } from '#lib/content/mdx-tree.ts'
import type { Unplaced } from './diagnostic.ts'

/** Signs that other systems replace before a page is shown. Here a reader would see them. */
const leftover = new RegExp(
  [
    String.raw`(?<shortcode>\{\{[<%][^\n]*?[>%]\}\})`,
    String.raw`(?<template>\{\{[^\n]*?\}\}|\{%[^\n]*?%\}|<%[^\n]*?%>)`,
    String.raw`(?<id>\{#[\p{L}\p{N}_:.-]+\})`,
    String.raw`(?<attributes>\{:[^{}\n]*\}|\{(?:[.#][\w-]+|[\w-]+=(?:"[^"\n]*"|[^\s{}"]+))(?:\s+(?:[.#][\w-]+|[\w-]+=(?:"[^"\n]*"|[^\s{}"]+)))*\s*\})`,
    String.raw`(?=[:!\[])(?<=^[ \t>]*)(?<box>:::+[ \t]*\{?[\p{L}\p{N}][^\n]*|!!!\s+\w[^\n]*|\[!\w+\])`,
    String.raw`(?=\[|\$)(?<=^[ \t>]*)(?<contents>\[\[_?toc_?\]\]|\[toc\]|\$\{toc\})(?=[ \t]*$)`,
    String.raw`(?<wiki>(?<![\p{L}\p{N}\]])!?\[\[[^\[\]\n]+\]\])`,
    String.raw`(?<bracketed>\[\/?(?:audio|caption|contact-form-7|embed|gallery|playlist|video|vimeo|youtube)(?:\s[^\]\n]*)?\])(?!\()`,
    String.raw`(?<embed>@\[\w+\]\([^)\n]*\))`,
    String.raw`(?<=^)(?<program>import\s[^\n]+\sfrom\s+["'][^\n]+)`,
  ].join('|'),
  'gimu',
)

const any = /\{[{%#:.\w]|:::|\[\[|\[toc\]|!!!|\[!|@\[|<%|\$\{toc|\[\/?[a-z]|^import\s/im

const cures: Readonly<Record<string, string>> = {
  shortcode: 'write what it stood for, such as a link, or remove it',
  template: 'write what it stood for, or remove it',
  id: 'remove it, a heading has its address from its text',
  attributes: 'remove it, the design is the site’s',
  box: 'remove it and what ends it, and keep the text; in an .mdx file <Callout> makes a box',
  contents: 'remove it, the contents are made from the headings',
  wiki: 'write a link, [text](/articles/name), or a picture, ![what it shows](picture.jpg)',
  bracketed: 'write what it stood for, such as a link, or remove it',
  embed: 'write a link, [text](https://…)',
  program: 'remove it, an article needs no import',
}

export function leftoverWords(text: string): string | undefined {
  const [found] = leftoversIn(text)
  return found?.message
}

function leftoversIn(text: string): Unplaced[] {
  return [...text.matchAll(leftover)].flatMap(({ 0: all, index, groups = {} }) => {
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined)
    if (!kind || text[index - 1] === '\\') return []
    const shown = all.length > 60 ? `${all.slice(0, 59)}…` : all
    const message = `${shown} belongs to another system and would stand in the text as it is: ${cures[kind]}`
    return [{ ruleId: 'leftover', offset: index, message }]
  })
}

export function isTemplate(url: string): boolean {
  return /\{\{|\{%|<%|%7B%7B|%7B%25/i.test(url)
}

/** Code may show it. */
export function leftovers(block: Nodes, source: string): Unplaced[] {
  const start = startOf(block)
  const typed = source.slice(start, endOf(block))
  if (!any.test(typed)) return []
  let seen = typed
  walk(block, (node) => {
    if (node.type !== 'inlineCode' && node.type !== 'html' && node.type !== 'mdxTextExpression') return
    const [from, to] = [startOf(node) - start, endOf(node) - start]
    seen = seen.slice(0, from) + 'x'.repeat(to - from) + seen.slice(to)
  })
  return leftoversIn(seen).map((one) => ({ ...one, offset: start + one.offset }))
}
