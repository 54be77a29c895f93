import { expect } from 'vitest'
import { anEnquiry, aReply, postForm, readForm } from './forms.ts'
import { type Site, startSite } from './site.ts'
import { type Smtp, startSmtp } from './smtp.ts'

const article = '/articles/the-value-of-social-media-for-healthcare'

/** A site with a mail server and staff, and what visitors do to it. */
export type Desk = {
  site: Site
  smtp: Smtp
  leaveReply(name: string, comment: string, more?: Partial<typeof aReply>): Promise<void>
  /** Sends an enquiry. @returns its reference */
  enquire(email: string, more?: Partial<typeof anEnquiry>): Promise<string>
  /** The link to sign in that is mailed to an address once `ask` has asked for it. */
  linkAfter(ask: () => Promise<unknown>, address: string): Promise<string>
  remove(): Promise<void>
}

export async function startDesk(staff: readonly string[]): Promise<Desk> {
  const smtp = await startSmtp()
  const site = await startSite({
    env: { SMTP_URL: smtp.url, STAFF_EMAIL: staff.join(', '), MAIL_FROM: 'site@example.org' },
  })
  return {
    site,
    smtp,
    async leaveReply(name, comment, more = {}) {
      const form = await readForm(site.url + article, 'reply')
      const sent = await postForm(form, { ...aReply, ...more, name, comment })
      expect(sent.status).toBe(303)
    },
    async enquire(email, more = {}) {
      const form = await readForm(`${site.url}/contact`, 'enquiry')
      const sent = await postForm(form, { ...anEnquiry, ...more, email })
      const received = await fetch(site.url + sent.headers.get('location'))
      return /E-[A-Z0-9]{5}/.exec(await received.text())?.[0] ?? expect.fail('no reference')
    },
    async linkAfter(ask, address) {
      const mailed = new Set(smtp.mails)
      await ask()
      const mail = await smtp.waitFor(
        (mail) => !mailed.has(mail) && mail.to === address && mail.text.includes('/staff/sign-in/'),
      )
      return /http:\/\/\S+\/staff\/sign-in\/[a-z0-9]+/.exec(mail.text)?.[0] ?? expect.fail('no link')
    },
    async remove() {
      await site.remove()
      await smtp.stop()
    },
  }
}
