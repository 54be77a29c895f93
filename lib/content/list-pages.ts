/** A hundred titles are what a phone can be asked to load. */
export const mostOnPage = 100

export function pagesOf(count: number, size: number = mostOnPage): number {
  return Math.max(1, Math.ceil(count / size))
}

export function pageNumbered(text: string): number | undefined {
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined
}
