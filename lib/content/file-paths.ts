/** `x` of `articles/x.mdx`. */
export function slugIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '')
}

export function addressOf(path: string): string {
  return path.startsWith('articles/') ? `/articles/${slugIn(path)}` : `/${slugIn(path)}`
}

export function twinOf(path: string): string {
  return path.endsWith('.md') ? `${path}x` : path.replace(/\.mdx$/, '.md')
}

/** Sorted, so that nothing depends on the order of events. */
export function inFolder(paths: ReadonlySet<string>, folder: string): string[] {
  return [...paths]
    .filter((path) => path.startsWith(`${folder}/`) && /^\w+\/[^/]+\.(?:mdx?|yml)$/.test(path))
    .sort()
}
