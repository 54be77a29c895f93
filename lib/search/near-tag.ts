/** The cache tag of a page that shows which articles are alike; it is dropped when others become so, or the index is there at last. */
export function nearTag(slug: string): string {
  return `near:${slug}`
}
