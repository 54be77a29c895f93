import type { OldDate } from '../model.ts'
import type { Node } from './read-xml.ts'

export function field(node: Node, name: string): string {
  return node.children.find((child) => child.name === name)?.text.trim() ?? ''
}

/** Spaces and line breaks are part of it. */
export function fieldAsTyped(node: Node, name: string): string {
  return node.children.find((child) => child.name === name)?.text ?? ''
}

export function all(node: Node, name: string): Node[] {
  return node.children.filter((child) => child.name === name)
}

export function metaOf(node: Node): [string, string][] {
  return all(node, 'wp:postmeta').map((meta) => [
    field(meta, 'wp:meta_key'),
    fieldAsTyped(meta, 'wp:meta_value'),
  ])
}

/** Drafts have zeros for it. */
export function dateOf(node: Node, name: string): OldDate | undefined {
  const gmt = instant(field(node, `${name}_gmt`))
  if (gmt !== undefined) return { at: gmt }
  const local = field(node, name)
  return instant(local) === undefined ? undefined : { local }
}

export function instant(text: string): number | undefined {
  const [, day, time = '00:00:00'] =
    /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?))?$/.exec(text.trim()) ?? []
  if (!day || day.startsWith('0000')) return undefined
  const at = Date.parse(`${day}T${time}Z`)
  return Number.isNaN(at) ? undefined : at
}
