import type { ProcessorOptions } from '@mdx-js/mdx'
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly'
import { gfmStrikethroughCjkFriendly } from 'micromark-extension-cjk-friendly-gfm-strikethrough'
import remarkGfm from 'remark-gfm'
import { furtherSyntax } from './gfm-further.ts'

type Plugins = NonNullable<ProcessorOptions['remarkPlugins']>

/** One tilde is a tilde (`1~2 tablets`); without addresses and tables a parse takes half the time. */
export function gfmFor(text: string): { plugins: Plugins; kind: string } {
  const without = {
    addresses: !/[@&]|www\.|https?:/i.test(text),
    mailboxes: !text.includes('@'),
    tables: !/\||:-|-:/.test(text),
    eastAsia: !isEastAsian(text),
  }
  const further = furtherSyntax(text)
  const kind = Object.values(without).map(Number).join('') + further.kind
  return {
    plugins: [
      [remarkGfm, { singleTilde: false }],
      [leaveOut, without],
      [takeIn, further.extensions],
    ],
    kind,
  }
}

type Data = {
  micromarkExtensions?: unknown[]
  fromMarkdownExtensions?: unknown[]
}

function leaveOut(
  this: { data(): object },
  without: { addresses: boolean; mailboxes: boolean; tables: boolean; eastAsia: boolean },
): undefined {
  const data: Data = this.data()
  const names = [
    ...(without.addresses ? ['wwwAutolink', 'protocolAutolink'] : []),
    ...(without.mailboxes ? ['emailAutolink'] : []),
    ...(without.tables ? ['table'] : []),
  ]
  data.micromarkExtensions = [
    ...(data.micromarkExtensions ?? []).map((extension) => withoutSyntax(extension, names)),
    ...(without.eastAsia ? [] : eastAsianEmphasis()),
  ]
  if (without.addresses)
    data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? []).flat().map(withoutSearch)
}

function takeIn(this: { data(): object }, [syntax, tree]: [unknown[], unknown[]]): undefined {
  const data: Data = this.data()
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), ...syntax]
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), ...tree]
}

/** Switched off by its name alone, a mailbox would still end the text before each word. */
function withoutSyntax(extension: unknown, names: readonly string[]): unknown {
  if (typeof extension !== 'object' || extension === null) return extension
  const kept = { ...extension } as Record<string, unknown>
  for (const place of ['flow', 'text']) {
    const constructs = Object.entries(kept[place] ?? {}).map(
      ([sign, some]: [string, { name?: string } | { name?: string }[]]) =>
        [sign, [some].flat().filter(({ name = '' }) => !names.includes(name))] as const,
    )
    kept[place] = Object.fromEntries(constructs.filter(([, some]) => some.length))
  }
  return kept
}

function withoutSearch(extension: unknown): unknown {
  if (typeof extension !== 'object' || extension === null || !('transforms' in extension)) return extension
  const { transforms: _, ...rest } = extension
  return rest
}

const eastAsian = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\u3000-\u303f\uff00-\uffef]/u

/** CommonMark's rule for emphasis goes wrong where no space stands between words: `**要点。**次` (commonmark-spec#650). */
function isEastAsian(text: string): boolean {
  return eastAsian.test(text)
}

function eastAsianEmphasis(): unknown[] {
  return [cjkFriendlyExtension(), gfmStrikethroughCjkFriendly({ singleTilde: false })]
}
