import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EnquiryReceived } from '#components/received.tsx'
import { context } from '#lib/context.ts'
import { findReceipt } from '#lib/enquiries/receipt.ts'
import { words } from '#lib/words/words.ts'
import { unlisted } from '../../head.ts'
import { PageFrame } from '../../page-frame.tsx'

export function generateMetadata(): Metadata {
  return { title: words()('received.enquiry.head'), ...unlisted }
}

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const found = await findReceipt(context(), (await params).token)
  if (found.kind !== 'here') notFound()
  const { reference, dueAt } = found.receipt
  return (
    <PageFrame path="">
      <EnquiryReceived reference={reference} answerBy={dueAt} />
    </PageFrame>
  )
}
