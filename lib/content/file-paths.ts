/** `x` of `articles/x.mdx`. */
export function slugIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '')
}

/** Where the article or page of a file stands on the site. */
export function addressOf(path: string): string {
  return path.startsWith('articles/') ? `/articles/${slugIn(path)}` : `/${slugIn(path)}`
}

/** The other file that would have the same address: `x.md` of `x.mdx`, and the other way round. */
export function twinOf(path: string): string {
  return path.endsWith('.md') ? `${path}x` : path.replace(/\.mdx$/, '.md')
}

/** Those that stand directly in a folder and are no pictures; in order, so that nothing hangs on that of events. */
export function inFolder(paths: ReadonlySet<string>, folder: string): string[] {
  return [...paths]
    .filter((path) => path.startsWith(`${folder}/`) && /^\w+\/[^/]+\.(?:mdx?|yml)$/.test(path))
    .sort()
}
