import { hash } from 'node:crypto'
import { imageSize } from 'image-size'
import type { Logo, OwnFiles, OwnFont } from '#lib/own-files.ts'
import type { Theme } from '#lib/theme.ts'
import { readFont } from '#lib/woff2.ts'
import { type Diagnostic, diagnostic, top } from '../lint/diagnostic.ts'

export type LogoDocument = { kind: 'logo'; diagnostics: Diagnostic[]; logo?: Omit<Logo, 'name'> }
export type FontDocument = { kind: 'font'; diagnostics: Diagnostic[]; font?: Omit<OwnFont, 'name'> }

const largestLogo = 256 * 1024
/** Readers fetch it with their first page. */
export const largestFont = 1024 * 1024

export function parseLogo(bytes: Uint8Array, type: 'svg' | 'png'): LogoDocument {
  const fault = (message: string): LogoDocument => ({
    kind: 'logo',
    diagnostics: [diagnostic('picture-file', top, message)],
  })
  if (bytes.length > largestLogo)
    return fault('this logo is larger than 256 kB, and each page shows it: save it smaller')
  const size = type === 'svg' ? sizeOfDrawing(bytes) : sizeOfPng(bytes)
  if (!size)
    return fault(
      type === 'svg'
        ? 'this is no SVG drawing with a size or a viewBox: save the logo again as SVG, or as logo.png'
        : 'this is no PNG picture, or it was cut off when it was copied: save the logo again as PNG',
    )
  return { kind: 'logo', diagnostics: [], logo: { version: versionOf(bytes), ...size } }
}

export function parseFont(bytes: Uint8Array): FontDocument {
  const font = bytes.length > largestFont ? undefined : readFont(Buffer.from(bytes))
  if (!font) return { kind: 'font', diagnostics: [] }
  const { weights } = font
  return { kind: 'font', diagnostics: [], font: { version: versionOf(bytes), ...(weights && { weights }) } }
}

/** What to say of a font that theme.yml names. */
export function fontProblem(name: string, document: FontDocument | undefined): string | undefined {
  if (document?.font) return undefined
  const instead = 'or write serif, sans or system'
  return document
    ? `"typeface" ${name} is no WOFF2 font of at most 1 MB: save the font again as WOFF2, ${instead}`
    : `"typeface" ${name} is not there: save it beside this file, ${instead}`
}

/**
 * A faulty logo leaves its last good version in force; a typeface does so, too, when it is no longer there, for the theme names
 * it.
 * @param fileNamed a name below the content folder
 */
export function ownFilesIn(
  { typeface }: Theme,
  fileNamed: (name: string) => LogoDocument | FontDocument | undefined,
  lastGood: OwnFiles,
): OwnFiles {
  const logoNamed = (stem: string, kept: Logo | undefined): Logo | undefined => {
    for (const name of [`${stem}.svg`, `${stem}.png`]) {
      const file = fileNamed(name)
      if (file?.kind !== 'logo') continue
      if (file.logo) return { name, ...file.logo }
      if (kept?.name === name) return kept
    }
    return undefined
  }
  const logo = logoNamed('logo', lastGood.logo)
  const darkLogo = logoNamed('logo-dark', lastGood.darkLogo)
  const font = typeof typeface === 'string' ? undefined : fontNamed(typeface.file)
  return { ...(logo && { logo }), ...(darkLogo && { darkLogo }), ...(font && { font }) }

  function fontNamed(name: string): OwnFont | undefined {
    const file = fileNamed(name)
    if (file?.kind === 'font' && file.font) return { name, ...file.font }
    return lastGood.font?.name === name ? lastGood.font : undefined
  }
}

type Size = { width: number; height: number }

function sizeOfDrawing(bytes: Uint8Array): Size | undefined {
  const text = Buffer.from(bytes).toString()
  const before = /^\uFEFF?\s*(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^[>]*(?:\[[^\]]*\])?[^>]*>\s*)*/i
  const drawing = text.replace(before, '')
  return /^<svg[\s>]/.test(drawing) && /<\/svg>\s*(?:<!--[\s\S]*?-->\s*)*$/.test(drawing)
    ? sizeIn(Buffer.from(drawing), 'svg')
    : undefined
}

function sizeOfPng(bytes: Uint8Array): Size | undefined {
  return Buffer.from(bytes.subarray(-12)).includes('IEND') ? sizeIn(bytes, 'png') : undefined
}

function sizeIn(bytes: Uint8Array, wanted: string): Size | undefined {
  try {
    const { width, height, type } = imageSize(bytes)
    return type === wanted && width > 0 && height > 0 ? { width, height } : undefined
  } catch {
    return undefined
  }
}

export function versionOf(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex')
}
