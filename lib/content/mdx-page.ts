import type { Element, ElementContent, Nodes, Root, RootContent, Text } from 'hast'
import type { MdxJsxFlowElementHast, MdxJsxTextElementHast } from 'mdast-util-mdx-jsx'
import { componentRule } from './components.ts'
import { elementRule, propertyOf } from './elements.ts'
import { calloutTag } from './html-schema.ts'
import { valueIn } from './mdx-tree.ts'

type Content = RootContent | ElementContent

export function toPage(tree: Root): void {
  tree.children = tree.children.map((child) => shaped(child) as RootContent)
}

function shaped(node: Content): Content {
  if (isTag(node)) {
    const isPhrase = elementRule(node.name ?? '')?.kind === 'phrase'
    const children = node.children.map((child) => shaped(child) as ElementContent)
    const content = isPhrase
      ? children.flatMap((child) => (isParagraph(child) ? child.children : [child]))
      : children
    if (node.name && elementRule(node.name)) return element(node, node.name, content)
    const attributes = node.attributes.map((one) =>
      one.type === 'mdxJsxAttribute' ? { ...one, name: shownAs(node.name ?? '', one.name) } : one,
    )
    const shown = { ...node, attributes, children: content } as ElementContent
    return isAlone(node) ? { type: 'element', tagName: 'p', properties: {}, children: [shown] } : shown
  }
  if (node.type !== 'element') return node
  const { tagName } = node
  if (tagName === 'input') return checkMark(node)
  if (tagName === calloutTag) return node.properties.dataComponent ? component(node) : callout(node)
  if ((tagName === 'td' || tagName === 'th') && node.properties.align) {
    const { align, ...properties } = node.properties
    node.properties = { ...properties, dataAlign: align }
  }
  if (tagName === 'th' && !node.properties.scope) node.properties.scope = 'col'
  node.children = node.children.map((child) => shaped(child) as ElementContent)
  return node
}

function element(
  tag: MdxJsxFlowElementHast | MdxJsxTextElementHast,
  name: string,
  children: ElementContent[],
): Element {
  const properties: Element['properties'] = {}
  for (const attribute of tag.attributes) {
    if (attribute.type !== 'mdxJsxAttribute') continue
    const property = propertyOf(name, attribute.name)
    const value = valueIn(attribute)
    if (property && value !== undefined) properties[property] = value
  }
  if (name === 'img') properties.loading = 'lazy'
  return { type: 'element', tagName: name, properties, children: elementRule(name)?.isEmpty ? [] : children }
}

function callout({ properties, children }: Element): MdxJsxFlowElementHast {
  const attribute = (name: string, value: unknown) =>
    value ? [{ type: 'mdxJsxAttribute' as const, name, value: String(value) }] : []
  return {
    type: 'mdxJsxFlowElement',
    name: 'Callout',
    attributes: [...attribute('kind', properties.dataKind), ...attribute('title', properties.dataTitle)],
    children: children.map((child) => shaped(child) as ElementContent),
  }
}

function component({ properties, children }: Element): MdxJsxFlowElementHast {
  const props: unknown = JSON.parse(String(properties.dataProps))
  const component = String(properties.dataComponent)
  return {
    type: 'mdxJsxFlowElement',
    name: component,
    attributes: Object.entries(props ?? {}).map(([name, value]) => ({
      type: 'mdxJsxAttribute',
      name: shownAs(component, name),
      value: String(value),
    })),
    children: children.map((child) => shaped(child) as ElementContent),
  }
}

/** A `src` is a picture everywhere but in a player. */
function shownAs(component: string, prop: string): string {
  const { is } = componentRule(component)?.props[prop] ?? {}
  return is === 'film' || is === 'sound' ? 'media' : prop
}

/** A sign in the text, because an input that does nothing has no name and no purpose. */
function checkMark(input: Element): Text {
  return { type: 'text', value: input.properties.checked ? '☑' : '☐' }
}

function isTag(node: Nodes): node is MdxJsxFlowElementHast | MdxJsxTextElementHast {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement'
}

/** MDX takes it out of its paragraph: on the page it has one again. */
function isAlone({ type, name }: MdxJsxFlowElementHast | MdxJsxTextElementHast): boolean {
  return type === 'mdxJsxFlowElement' && componentRule(name ?? '')?.kind === 'phrase'
}

function isParagraph(node: ElementContent): node is Element {
  return node.type === 'element' && node.tagName === 'p'
}
