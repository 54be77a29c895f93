/** A file of the organisation's; `version` is a hash of its bytes. */
export type OwnFile = { name: string; version: string }

export type Logo = OwnFile & { width: number; height: number }

export type OwnFont = OwnFile & {
  /** Of a variable font. */
  weights?: string
}

/** What stands beside theme.yml, as far as it can be used. */
export type OwnFiles = { logo?: Logo; darkLogo?: Logo; font?: OwnFont }

// The server and the framework's bundle each load their own copy of this module.
const key = Symbol.for('broadsheet.own-files')
const registry = globalThis as typeof globalThis & { [key]?: OwnFiles }

/** Of this moment, as `theme()`. */
export function ownFiles(): OwnFiles {
  return registry[key] ?? {}
}

export function changeOwnFiles(files: OwnFiles): void {
  registry[key] = files
}

export const ownRoot = '/_site/'

/** Of the copy that outlives a faulty file, in the folder of last good versions. */
export function keptName({ name, version }: OwnFile): string {
  return `${version.slice(0, 12)}-${name}`
}

/** A changed file has another address, so that it may be kept for ever. */
export function ownAddress({ name, version }: OwnFile): string {
  return `${ownRoot}${version.slice(0, 12)}/${name}`
}
