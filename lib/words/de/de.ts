import { desk } from './desk.ts'
import { deskChanges } from './desk-changes.ts'
import { deskDecisions } from './desk-decisions.ts'
import { deskEnquiries } from './desk-enquiries.ts'
import { deskReplies } from './desk-replies.ts'
import { errors } from './errors.ts'
import { forms } from './forms.ts'
import { pages } from './pages.ts'

export const de = {
  ...forms,
  ...pages,
  ...desk,
  ...deskDecisions,
  ...deskReplies,
  ...deskEnquiries,
  ...deskChanges,
  ...errors,
}
