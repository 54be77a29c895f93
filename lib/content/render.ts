import { run } from '@mdx-js/mdx'
import type { ComponentType, ReactNode } from 'react'
import * as runtime from 'react/jsx-runtime'
import { site } from '#lib/site.ts'
import { isFrench, typeset } from '#lib/typeset.ts'
import { watchPage } from './html-embeds.ts'

export type BodyViews = Record<string, ComponentType<never> | string>

export type PictureAt = (src: string) => { path: string; width: number; height: number } | undefined

export type FileAt = (to: string) => string | undefined

/** In bytes. */
export type SizeAt = (to: string) => number | undefined

export type MdxBody = { code: string; pictureAt: PictureAt; fileAt: FileAt; sizeAt: SizeAt }

/** @param lang BCP 47: texts are typeset as that language wants it */
export async function bodyComponent(
  { code, pictureAt, fileAt, sizeAt }: MdxBody,
  lang: string = site.lang,
): Promise<(props: { components?: BodyViews }) => ReactNode> {
  const typed = isFrench(lang) ? typesetting(lang) : (_type: unknown, props: Props) => props
  const found = (type: unknown, props: Props) => {
    if (typeof props.media === 'string') return withMedia(props, { fileAt, sizeAt, pictureAt })
    return withPicture(withDownload(type, props, fileAt, sizeAt), pictureAt)
  }
  const shown = (type: unknown, props: unknown) => typed(type, withFile(found(type, props as Props), fileAt))
  const drawn =
    (draw: typeof runtime.jsx): typeof runtime.jsx =>
    (type, typedProps, key) => {
      const props = shown(type, typedProps)
      // React takes nothing for an element; its types do not.
      return isNothing(type, props) ? (null as never) : draw(type, props, key)
    }
  const module = await run(code, { ...runtime, jsx: drawn(runtime.jsx), jsxs: drawn(runtime.jsxs) })
  return module.default as (props: { components?: BodyViews }) => ReactNode
}

type Props = Record<string, unknown>

/** One that is not there has no `src`: its description stands in. */
function withPicture(props: Props, pictureAt: PictureAt): Props {
  if (typeof props.src !== 'string') return props
  const picture = pictureAt(props.src)
  if (!picture) return { ...props, src: undefined }
  const { loading, ...own } = props
  const { width = picture.width, height = picture.height } = own
  return { ...own, src: picture.path, width, height, ...(loading ? { loading } : {}) }
}

/** One that a component names. */
function withDownload(type: unknown, props: Props, fileAt: FileAt, sizeAt: SizeAt): Props {
  const { name } = props
  if (typeof type === 'string' || typeof name !== 'string') return props
  const [href, size] = [fileAt(name), sizeAt(name)]
  return href && size !== undefined ? { ...props, href, size } : props
}

/** What is played; undefined where that is a file which is not there. */
function withMedia(props: Props, { fileAt, sizeAt, pictureAt }: Omit<MdxBody, 'code'>): Props {
  const { media, poster, captions } = props
  const named = String(media)
  const isElsewhere = /^https?:/i.test(named)
  return {
    ...props,
    media: isElsewhere ? watchPage(named) : fileAt(named),
    ...(isElsewhere ? {} : { size: sizeAt(named) }),
    poster: typeof poster === 'string' ? pictureAt(poster) : undefined,
    captions: typeof captions === 'string' ? fileAt(captions) : undefined,
  }
}

function isMissing(props: Props): boolean {
  return 'src' in props && props.src === undefined
}

const isBlank = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && !value.trim())

/** A picture that is not there and of which nothing is said, or what held that alone. */
function isNothing(type: unknown, props: Props): boolean {
  if (isMissing(props)) return ['alt', 'caption', 'credit', 'children'].every((name) => isBlank(props[name]))
  if (type !== 'p' && type !== 'figure' && typeof props.href !== 'string') return false
  const children = [props.children].flat()
  return children.includes(null) && children.every(isBlank)
}

const addresses = ['href', 'source', 'cite', 'transcript']

function withFile(props: Props, fileAt: FileAt): Props {
  const found: Props = {}
  for (const name of addresses) {
    const to = props[name]
    const file = typeof to === 'string' ? fileAt(to) : undefined
    if (file) found[name] = file
  }
  return Object.keys(found).length ? { ...props, ...found } : props
}

const verbatim: readonly unknown[] = ['code', 'kbd', 'samp', 'pre', 'var']
const texts = ['title', 'caption', 'credit', 'cite']

function typesetting(lang: string): (type: unknown, props: Props) => Props {
  const typed = (value: unknown): unknown => (typeof value === 'string' ? typeset(value, lang) : value)
  return (type, props) => {
    if (verbatim.includes(type)) return props
    const { children } = props
    const own = isMissing(props) ? [...texts, 'alt'] : texts
    const named = typeof type === 'string' ? [] : own.filter((name) => typeof props[name] === 'string')
    return {
      ...props,
      ...Object.fromEntries(named.map((name) => [name, typed(props[name])])),
      ...('children' in props && {
        children: Array.isArray(children) ? children.map(typed) : typed(children),
      }),
    }
  }
}
