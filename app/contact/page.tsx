import type { Metadata } from 'next'
import { ContactView } from '#components/contact-view.tsx'
import { EnquiryForm } from '#components/enquiry-form.tsx'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { submit } from '../actions/submit.ts'
import { head } from '../head.ts'
import { PageFrame } from '../page-frame.tsx'

const path = '/contact'

export function generateMetadata(): Metadata {
  return head({
    title: words()('contact.title'),
    description: words()('contact.about', { name: site.name }),
    path,
  })
}

export default function Contact() {
  return (
    <PageFrame path={path}>
      <ContactView>
        <EnquiryForm action={submit} path={path} />
      </ContactView>
    </PageFrame>
  )
}
