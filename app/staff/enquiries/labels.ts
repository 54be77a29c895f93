import { deadlineOf } from '#components/desk/deadline.ts'
import type { RowEnquiry } from '#components/desk/enquiry-rows.tsx'
import { enquiryPath } from '#lib/desk/enquiry-forms.ts'
import type { Enquiry } from '#lib/enquiries/enquiry.ts'
import type { EnquiryFilter } from '#lib/enquiries/filter.ts'
import { site } from '#lib/site.ts'
import { shortMoment } from '#lib/time/format.ts'

export const statusNames: Readonly<Record<Enquiry['status'], string>> = {
  new: 'New',
  held: 'Held',
  in_progress: 'In progress',
  answered: 'Answered',
  spam: 'Spam',
}

export const filterNames: Readonly<Record<EnquiryFilter, string>> = {
  open: 'Open',
  new: 'New',
  'in-progress': 'In progress',
  held: 'Held',
  answered: 'Answered',
  spam: 'Spam',
  all: 'All',
}

/** An enquiry as its row shows it. */
export function inRow(enquiry: Enquiry, now: number): RowEnquiry {
  const { reference, name, organisation, requirements, assignedTo } = enquiry
  return {
    ...{ reference, name, organisation, requirements, assignedTo },
    path: enquiryPath(enquiry),
    received: shortMoment(enquiry.createdAt, now, site),
    status: statusNames[enquiry.status],
    deadline: deadlineOf(enquiry, now, site),
  }
}
