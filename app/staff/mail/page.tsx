import type { Metadata } from 'next'
import desk from '#components/desk/desk.module.css'
import { MailRows, type RowMail } from '#components/desk/mail-rows.tsx'
import { Press } from '#components/desk/press.tsx'
import { mailHealth, mailLists } from '#lib/desk/mails.ts'
import { runtime } from '#lib/runtime.ts'
import { unlisted } from '../../head.ts'
import { Desk } from '../desk.tsx'
import { inRow } from '../mails.ts'
import { one, type Query } from '../query.ts'
import { requireStaff } from '../session.ts'
import { sendAllHere, settleHere, testHere } from './actions.ts'

export const metadata: Metadata = { title: 'Mail', ...unlisted }

const told = new Map(
  Object.entries({
    again: 'The mail is on its way again.',
    all: 'Every mail that was refused is on its way again.',
    handled: 'The mail is put aside as dealt with.',
    already: 'Nothing was changed: meanwhile it was sent or put aside.',
    missing: 'Nothing was changed: this mail is no longer kept.',
    test: 'A test mail to each of the staff is in the outbox. It arrives within a minute if mail is well.',
  }),
)

const lists = [
  { name: 'failed', title: 'Refused for good', nothing: 'No mail was refused.' },
  { name: 'retrying', title: 'Put off by the server', nothing: 'No mail is put off.' },
  { name: 'waiting', title: 'Waiting', nothing: 'No mail waits.' },
] as const

export default async function MailPage({ searchParams }: { searchParams: Promise<Query> }) {
  const staff = await requireStaff()
  const deps = runtime()
  const mails = await mailLists(deps)
  const { isWell, warnings } = mailHealth(deps)
  const now = deps.now()
  return (
    <Desk
      staff={staff}
      path="/staff/mail"
      title="Mail"
      told={told.get(one(await searchParams, 'told') ?? '')}
    >
      <div className={desk.tools}>
        <div className={desk.large}>
          {isWell ? <p>Mail is well.</p> : warnings.map((warning) => <p key={warning}>{warning}</p>)}
        </div>
        <form action={testHere}>
          <Press>Send a test mail</Press>
        </form>
      </div>
      <form id="settle" action={settleHere} />
      <div className={desk.column}>
        {lists.map(({ name, title, nothing }) => (
          <section key={name} className={desk.section}>
            <h2>
              {title} <span className={desk.number}>{mails[name].total}</span>
            </h2>
            {name === 'failed' && mails[name].total > 1 && (
              <form action={sendAllHere}>
                <Press name="again" value="all">
                  Send all again
                </Press>
              </form>
            )}
            {mails[name].mails.length ? (
              <MailRows mails={mails[name].mails.map((mail) => inRow(mail, now))} buttons={buttons} />
            ) : (
              <p className={desk.quiet}>{nothing}</p>
            )}
          </section>
        ))}
      </div>
    </Desk>
  )
}

function buttons({ id }: RowMail, about: string) {
  return (
    <>
      <Press form="settle" name="again" value={id} about={about}>
        Send again
      </Press>
      <Press form="settle" name="handled" value={id} about={about}>
        Handled
      </Press>
    </>
  )
}
