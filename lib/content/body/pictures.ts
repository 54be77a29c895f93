import type { Image } from 'mdast'
import { valueIn } from './attributes.ts'
import { type Attribute, isTag, type Nodes, type Root, walk } from './tree.ts'

/** Where a picture is served, and its size in pixels. */
export type PlacedPicture = { path: string; width: number; height: number }
export type PictureAt = (src: string) => PlacedPicture | undefined

/** Puts the served path and the size of each picture where the writer named its file. */
export function placePictures(tree: Root, pictureAt: PictureAt): void {
  const addresses = new Map<string, string>()
  walk(tree, (node) => {
    if (node.type === 'definition' && !addresses.has(node.identifier))
      addresses.set(node.identifier, node.url)
  })
  walk(tree, (node) => {
    if ('children' in node) {
      const children: Nodes[] = node.children
      for (const [index, child] of children.entries())
        if (child.type === 'imageReference')
          children[index] = named(child.alt, addresses.get(child.identifier) ?? '')
    }
    if (node.type === 'image') {
      const picture = pictureAt(node.url)
      if (!picture) return
      node.url = picture.path
      node.data = {
        ...node.data,
        hProperties: { width: picture.width, height: picture.height, loading: 'lazy' },
      }
    } else if (isTag(node)) {
      const attribute = node.attributes.find(
        (one): one is Attribute => one.type === 'mdxJsxAttribute' && one.name === 'src',
      )
      const src = attribute && valueIn(attribute)
      const picture = typeof src === 'string' ? pictureAt(src) : undefined
      if (!attribute || !picture) return
      attribute.value = picture.path
      for (const name of ['width', 'height'] as const)
        if (!node.attributes.some((one) => one.type === 'mdxJsxAttribute' && one.name === name))
          node.attributes.push(numberAttribute(name, picture[name]))
    }
  })
}

function named(alt: string | null | undefined, url: string): Image {
  return { type: 'image', url, alt: alt ?? '' }
}

function numberAttribute(name: string, value: number): Attribute {
  const raw = String(value)
  const expression = { type: 'Literal' as const, value, raw }
  return {
    type: 'mdxJsxAttribute',
    name,
    value: {
      type: 'mdxJsxAttributeValueExpression',
      value: raw,
      data: {
        estree: {
          type: 'Program',
          sourceType: 'module',
          body: [{ type: 'ExpressionStatement', expression }],
        },
      },
    },
  }
}
