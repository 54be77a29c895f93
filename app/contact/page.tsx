import type { Metadata } from 'next'
import { ContactView } from '#components/contact-view.tsx'
import { EnquiryForm } from '#components/enquiry-form.tsx'
import { contactAbout } from '#components/private-path.ts'
import { context } from '#lib/context.ts'
import { articleAbout } from '#lib/enquiries/about.ts'
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

export default async function Contact({ searchParams }: { searchParams: Promise<{ about?: string }> }) {
  const { about: slug } = await searchParams
  const about = slug
    ? articleAbout(context().library, new URLSearchParams({ about: slug }).toString())
    : undefined
  return (
    <PageFrame path={path}>
      <ContactView>
        <EnquiryForm
          action={submit}
          path={about ? contactAbout(about.path) : path}
          {...(about && { about })}
        />
      </ContactView>
    </PageFrame>
  )
}
