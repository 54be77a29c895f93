import type { Metadata } from 'next'
import { AllTheSame } from '#components/desk/all-the-same.tsx'
import { Button } from '#components/desk/button.tsx'
import desk from '#components/desk/desk.module.css'
import { MailRows, type RowMail } from '#components/desk/mail-rows.tsx'
import { FormName } from '#components/form/form-name.tsx'
import { context } from '#lib/context.ts'
import { one, type Query } from '#lib/desk/query.ts'
import {
  type Departure,
  findMail,
  mailHealth,
  mailLists,
  mailsLeave,
  type StaffMail,
} from '#lib/outbox/admin.ts'
import { press } from '../../actions/submit.ts'
import { unlisted } from '../../head.ts'
import { Desk } from '../desk.tsx'
import { inRow } from '../mails.ts'
import { requireStaff } from '../session.ts'

export const metadata: Metadata = { title: 'Mail', ...unlisted }

const told: Readonly<Record<string, string | Readonly<Record<Departure, string>>>> = {
  again: {
    'at-once': 'The mail is on its way again.',
    later: 'The mail is in the outbox again, and waits until mail leaves.',
    never: 'The mail is kept as a file once more, not sent: no mail server is set.',
  },
  all: {
    'at-once': 'Every mail that was refused is on its way again.',
    later: 'Every mail that was refused is in the outbox again, and waits until mail leaves.',
    never: 'Every mail that was refused is kept as a file now, not sent: no mail server is set.',
  },
  none: 'Nothing was changed: no mail is refused any longer.',
  handled: 'The mail is put aside as dealt with.',
  already: 'Nothing was changed: this mail is no longer kept.',
  missing: 'Nothing was changed: this mail is no longer kept.',
  test: {
    'at-once':
      'A test mail to each of the staff is in the outbox. It arrives within a minute if mail is working.',
    later: 'A test mail to each of the staff is in the outbox, and waits: no mail leaves at the moment.',
    never: 'A test mail to each of the staff is kept as a file, not sent: no mail server is set.',
  },
}

const lists = [
  { name: 'failed', title: 'Refused for good', nothing: 'No mail was refused.' },
  { name: 'retrying', title: 'Deferred by the server', nothing: 'No mail is deferred.' },
  { name: 'waiting', title: 'Waiting', nothing: 'No mail waits.' },
  { name: 'filed', title: 'Kept as files, not sent', nothing: 'No mail was kept as a file.' },
] as const

export default async function MailPage({ searchParams }: { searchParams: Promise<Query> }) {
  const staff = await requireStaff()
  const deps = context()
  const mails = await mailLists(deps)
  const { isWell, warnings } = mailHealth(deps)
  const leaves = mailsLeave(deps)
  const shown = lists.filter(({ name }) => name !== 'filed' || leaves === 'never' || mails.filed.total > 0)
  const now = deps.now()
  const query = await searchParams
  const code = one(query, 'told') ?? ''
  const late = code === 'already' && (await findMail(deps, one(query, 'mail') ?? ''))
  return (
    <Desk
      staff={staff}
      path="/staff/mail"
      title="Mail"
      told={late ? <LateMail mail={late} wanted={one(query, 'wanted')} /> : inWords(code, leaves)}
    >
      <div className={desk.tools}>
        <div className={desk.large}>
          {isWell ? <p>Mail is working.</p> : warnings.map((warning) => <p key={warning}>{warning}</p>)}
        </div>
        <form action={press}>
          <FormName name="test-mail" />
          <Button>Send a test mail</Button>
        </form>
      </div>
      <form id="complete" action={press}>
        <FormName name="complete-mail" />
      </form>
      <form id="send-all" action={press}>
        <FormName name="send-all-mails" />
      </form>
      <div className={desk.column}>
        {shown.map(({ name, title, nothing }) => (
          <section key={name} className={desk.section}>
            <h2>
              {title} <span className={desk.number}>{mails[name].total}</span>
            </h2>
            {name === 'failed' && mails[name].total > 1 && (
              <div>
                <Button form="send-all" name="again" value="all">
                  Send all again
                </Button>
              </div>
            )}
            {name === 'filed' && mails.filed.total > 0 && <p>{aboutFiles(leaves)}</p>}
            {mails[name].mails.length ? (
              <MailRows
                mails={mails[name].mails.map((mail) => inRow(mail, now))}
                buttons={name === 'filed' && leaves === 'never' ? handledButton : buttons}
              />
            ) : (
              <p className={desk.quiet}>{nothing}</p>
            )}
          </section>
        ))}
      </div>
    </Desk>
  )
}

/** What has become of a mail before a button about it was pressed, and the way to send it all the same. */
function LateMail({ mail, wanted }: { mail: StaffMail; wanted: string | undefined }) {
  const { id, recipient, status, version } = mail
  const { what, fate } = inRow(mail, context().now())
  return (
    <AllTheSame
      sentences={[`${what} to ${recipient}: ${fate}.`]}
      action={press}
      form="complete-mail"
      button={
        wanted === 'again' && status !== 'sent'
          ? { name: 'again', value: `${id} ${version}`, label: 'Send again' }
          : wanted === 'handled' && status !== 'sent' && status !== 'handled'
            ? { name: 'handled', value: `${id} ${version}`, label: 'Handled' }
            : undefined
      }
    />
  )
}

/** @param code from the query: it may be anything */
function inWords(code: string, leaves: Departure): string | undefined {
  const words = Object.hasOwn(told, code) ? told[code] : undefined
  return typeof words === 'object' ? words[leaves] : words
}

function aboutFiles(leaves: Departure): string {
  const written = 'Written while no mail server was set, they reached nobody.'
  return leaves === 'never'
    ? `${written} Once a server is set, each can be sent from here.`
    : `${written} None leaves by itself: send again what still helps.`
}

function buttons(mail: RowMail, about: string) {
  return (
    <>
      <Button form="complete" name="again" value={`${mail.id} ${mail.version}`} about={about}>
        Send again
      </Button>
      {handledButton(mail, about)}
    </>
  )
}

function handledButton({ id, version }: RowMail, about: string) {
  return (
    <Button form="complete" name="handled" value={`${id} ${version}`} about={about}>
      Handled
    </Button>
  )
}
