import type { Element, Root } from 'hast'
import { attribute, elementsIn, isBlank, isElement, isNamed, textOf } from './hast.ts'
import type { Addresses } from './local.ts'
import { isPictureAddress } from './pictures.ts'

export function addressesIn(trees: readonly Root[]): Addresses {
  const pictures = new Set<string>()
  const links = new Set<string>()
  const around = new Set<string>()
  for (const tree of trees)
    for (const node of elementsIn(tree)) {
      if (isElement(node, 'img')) pictures.add(pictureOf(node))
      if (isElement(node, 'video')) pictures.add(attribute(node, 'poster')?.trim() ?? '')
      const href = hrefOf(node)
      if (href !== undefined) (holdsPictureAlone(node) ? around : links).add(href)
    }
  pictures.delete('')
  return { pictures: [...pictures], links: [...links], around: [...around] }
}

function holdsPictureAlone(node: Element): boolean {
  const [only, another] = node.children.filter((child) => !isBlank(child))
  return another === undefined && isElement(only, 'img') && !textOf(node).trim()
}

/** This site, and what it exports, has a link with the description for a picture that is elsewhere. */
export function showLinkedPictures(tree: Root): void {
  for (const figure of elementsIn(tree)) {
    if (!isNamed(figure, 'figure')) continue
    const [link, more] = figure.children.filter((child) => !isBlank(child) && !isElement(child, 'figcaption'))
    if (more || !isElement(link, 'a') || !link.children.every((child) => child.type === 'text')) continue
    const src = attribute(link, 'href') ?? ''
    if (!isPictureAddress(src)) continue
    link.tagName = 'img'
    link.properties = { src, alt: textOf(link) }
    link.children = []
  }
}

/** Lazy loaders keep the true address aside. */
export function pictureOf(node: Element): string {
  const kept = ['dataOrigFile', 'dataSrc', 'dataLazySrc', 'dataOriginal'].map((name) => attribute(node, name))
  const src = attribute(node, 'src') ?? ''
  const [aside] = kept.filter((one) => one && /^(?:https?:)?\//.test(one))
  return (/^data:|^$|placeholder|spacer|blank\.gif/i.test(src) && aside ? aside : src).trim()
}

function hrefOf(node: Element): string | undefined {
  if (isElement(node, 'a', 'area')) return attribute(node, 'href')
  if (isElement(node, 'audio', 'video', 'source', 'track')) return attribute(node, 'src')
  return undefined
}
