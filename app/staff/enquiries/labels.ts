import { deadlineOf } from '#components/desk/deadline.ts'
import type { RowEnquiry } from '#components/desk/enquiry-rows.tsx'
import { enquiryPath } from '#lib/desk/enquiry-forms.ts'
import type { Enquiry } from '#lib/enquiries/enquiry.ts'
import { site } from '#lib/site.ts'
import { shortMoment } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'

/** An enquiry as its row shows it. */
export function inRow(enquiry: Enquiry, now: number): RowEnquiry {
  const { reference, name, organisation, requirements, assignedTo } = enquiry
  return {
    ...{ reference, name, organisation, requirements, assignedTo },
    path: enquiryPath(enquiry),
    received: shortMoment(enquiry.createdAt, now, site),
    status: words()(`enquiry-status.${enquiry.status}`),
    deadline: deadlineOf(enquiry, now, site),
  }
}
