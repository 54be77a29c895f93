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

/** @param stem such as `articles/x` */
export function textFiles(stem: string): string[] {
  return [`${stem}.mdx`, `${stem}.md`]
}
