/** Old paths, and the files that claim each of them for their page. */
export type Claims = {
  add(path: string, by: string): void
  remove(path: string, by: string): void
  /** In the order of files: the first one's claim counts. */
  of(path: string): string[]
}

export function createClaims(): Claims {
  const byPath = new Map<string, Set<string>>()
  return {
    add(path, by) {
      byPath.set(path, (byPath.get(path) ?? new Set()).add(by))
    },
    remove(path, by) {
      const files = byPath.get(path)
      files?.delete(by)
      if (!files?.size) byPath.delete(path)
    },
    of: (path) => [...(byPath.get(path) ?? [])].sort(),
  }
}
