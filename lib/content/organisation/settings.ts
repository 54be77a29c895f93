import type { OwnSettings } from './live.ts'

/** Bytes: the contract's 256 kB; an old site may have left ten thousand addresses behind. */
export const longestOf: Readonly<Record<keyof OwnSettings, number>> = {
  ...{ site: 256 * 1024, theme: 256 * 1024, words: 256 * 1024, front: 256 * 1024 },
  redirects: 2048 * 1024,
}

export function isSettings<Some extends { kind: string }>(
  one: Some,
): one is Extract<Some, { kind: keyof OwnSettings }> {
  return Object.hasOwn(longestOf, one.kind)
}
