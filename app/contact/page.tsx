import type { Metadata } from 'next'
import { ContactView } from '#components/contact-view.tsx'
import { EnquiryForm } from '#components/enquiry-form.tsx'
import { site } from '#lib/site.ts'
import { send } from '../actions/send.ts'
import { head } from '../head.ts'
import { PageFrame } from '../page-frame.tsx'

const path = '/contact'

export function generateMetadata(): Metadata {
  return head({ title: 'Contact', description: `Write to ${site.name}.`, path })
}

export default function Contact() {
  return (
    <PageFrame path={path}>
      <ContactView>
        <EnquiryForm action={send.bind(null, path)} path={path} />
      </ContactView>
    </PageFrame>
  )
}
