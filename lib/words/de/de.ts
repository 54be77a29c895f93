import { csv } from './csv.ts'
import { desk } from './desk.ts'
import { deskChanges } from './desk-changes.ts'
import { deskContent } from './desk-content.ts'
import { deskDecisions } from './desk-decisions.ts'
import { deskEnquiries } from './desk-enquiries.ts'
import { deskFigures } from './desk-figures.ts'
import { deskMail } from './desk-mail.ts'
import { deskPeople } from './desk-people.ts'
import { deskReplies } from './desk-replies.ts'
import { errors } from './errors.ts'
import { forms } from './forms.ts'
import { mail } from './mail.ts'
import { offline } from './offline.ts'
import { pages } from './pages.ts'
import { search } from './search.ts'
import { way } from './way.ts'

export const de = {
  ...desk,
  ...deskChanges,
  ...deskContent,
  ...deskDecisions,
  ...deskEnquiries,
  ...deskFigures,
  ...deskMail,
  ...deskPeople,
  ...deskReplies,
  ...errors,
  ...forms,
  ...mail,
  ...offline,
  ...pages,
  ...csv,
  ...search,
  ...way,
}
