import type { ReactNode } from 'react'
import { DeskFrame } from '#components/desk/desk-frame.tsx'
import type { Staff } from '#lib/auth/staff.ts'
import { context } from '#lib/context.ts'
import { countEnquiries } from '#lib/enquiries/queries.ts'
import { mailHealth } from '#lib/outbox/admin.ts'
import { countReplies } from '#lib/replies/queries.ts'
import { press } from '../actions/submit.ts'

type Props = {
  staff: Staff
  path: string
  title: string
  intro?: ReactNode
  told?: ReactNode
  children: ReactNode
}

/** A page of the desk, with what waits elsewhere. Who calls it has asked for the session. */
export async function Desk({ staff, ...page }: Props) {
  const deps = context()
  const [replies, enquiries] = await Promise.all([countReplies(deps), countEnquiries(deps, staff.email)])
  const mail = mailHealth(deps)
  return (
    <DeskFrame
      {...page}
      staff={staff.email}
      waiting={{
        replies: replies.waiting + replies.held,
        enquiries: enquiries.open,
        overdue: enquiries.overdue,
        mails: mail.failed,
        faults: deps.library.faults().length,
      }}
      warnings={mail.warnings}
      signOut={press}
    />
  )
}
