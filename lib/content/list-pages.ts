/** A topic or an author may have thousands: a hundred titles are what a phone can be asked to load. */
export const mostOnPage = 100

/** How many pages a list of so many takes; there is always a first one. */
export function pagesOf(count: number, size: number = mostOnPage): number {
  return Math.max(1, Math.ceil(count / size))
}

/** The number of a page in an address, from 1; undefined for everything that is no such number. */
export function pageNumbered(text: string): number | undefined {
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined
}
