/** Pages and feeds of the site itself whose address is always there, whatever the content. */
export const fixedAddresses: ReadonlySet<string> = new Set([
  '/',
  '/articles',
  '/topics',
  '/contact',
  '/feed.xml',
  '/atom.xml',
  '/feed.json',
  '/sitemap.xml',
  '/robots.txt',
])

/** Pages of the desk whose address is always there. */
export const deskAddresses: ReadonlySet<string> = new Set([
  '/staff',
  '/staff/content',
  '/staff/enquiries',
  '/staff/enquiries/download',
  '/staff/mail',
  '/staff/people',
  '/staff/people/erase',
  '/staff/people/export',
  '/staff/replies',
  '/staff/sign-in',
  '/staff/sign-out',
])

/** For machines that watch the site. */
export const statusAddresses: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics'])

/** What stands before a number, a token or the name of a file that is the site's own. */
const before = ['/articles/page', '/enquiry-received', '/moderate', '/pictures', '/preview', '/staff']

/** What stands before the names of content. */
const beforeContent = ['/articles', '/authors', '/topics']

/** Kept for what is to come (search, the archive by years, downloads): no page may settle there meanwhile. */
const kept = ['/archive', '/files', '/search']

/** The framework answers these by itself, with an error. */
const frameworks = ['/404', '/500']

/** Whether an address is one that the site itself answers. */
export function isOfTheSite(path: string): boolean {
  const isOwn = [fixedAddresses, deskAddresses, statusAddresses].some((addresses) => addresses.has(path))
  return isOwn || path === '/search' || before.some((one) => path.startsWith(`${one}/`))
}

/** Whether a file's own address would be taken for what is the site's: the address itself, or something below it. */
export function isReserved(path: string): boolean {
  const sets = [fixedAddresses, deskAddresses, statusAddresses, before, beforeContent, kept, frameworks]
  return sets.flatMap((set) => [...set]).some((one) => one === path || one.startsWith(`${path}/`))
}
