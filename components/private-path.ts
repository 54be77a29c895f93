import { site } from '#lib/site.ts'

/** Where a reader of this article writes to staff alone. */
export function privatePath(articlePath: string): string {
  return site.enquiryOnArticles ? '#enquiry' : contactAbout(articlePath)
}

/** The contact page, which then says in the mail what the enquiry is about. */
export function contactAbout(articlePath: string): string {
  return `/contact?about=${articlePath.replace('/articles/', '')}`
}
