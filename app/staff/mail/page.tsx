import type { Metadata } from 'next'
import { AllTheSame } from '#components/desk/all-the-same.tsx'
import { Button } from '#components/desk/button.tsx'
import desk from '#components/desk/desk.module.css'
import { MailRows, type RowMail } from '#components/desk/mail-rows.tsx'
import { FormName } from '#components/form/form-name.tsx'
import { context } from '#lib/context.ts'
import { one, type Query } from '#lib/desk/query.ts'
import { numeral } from '#lib/lang.ts'
import {
  type Departure,
  findMail,
  mailHealth,
  mailLists,
  mailsLeave,
  type StaffMail,
} from '#lib/outbox/admin.ts'
import { words } from '#lib/words/words.ts'
import { press } from '../../actions/submit.ts'
import { unlisted } from '../../head.ts'
import { Desk } from '../desk.tsx'
import { inRow } from '../mails.ts'
import { requireStaff } from '../session.ts'

export function generateMetadata(): Metadata {
  return { title: words()('desk.mail'), ...unlisted }
}

const lists = ['failed', 'retrying', 'waiting', 'filed'] as const

export default async function MailPage({ searchParams }: { searchParams: Promise<Query> }) {
  const staff = await requireStaff()
  const deps = context()
  const mails = await mailLists(deps)
  const { isWell, warnings } = mailHealth(deps)
  const leaves = mailsLeave(deps)
  const shown = lists.filter((name) => name !== 'filed' || leaves === 'never' || mails.filed.total > 0)
  const now = deps.now()
  const t = words()
  const query = await searchParams
  const code = one(query, 'told') ?? ''
  const ticked = one(query, 'ticked')
  const late = code === 'already' && (await findMail(deps, one(query, 'mail') ?? ''))
  return (
    <Desk
      staff={staff}
      path="/staff/mail"
      title={t('desk.mail')}
      told={late ? <LateMail mail={late} wanted={one(query, 'wanted')} /> : inWords(code, leaves, query)}
    >
      <div className={desk.tools}>
        <div className={desk.large}>
          {isWell ? <p>{t('outbox.working')}</p> : warnings.map((warning) => <p key={warning}>{warning}</p>)}
        </div>
        <form action={press}>
          <FormName name="test-mail" />
          <Button value="send-test-mail">{t('outbox.send-test')}</Button>
        </form>
      </div>
      <form id="complete" action={press}>
        <FormName name="complete-mail" />
      </form>
      <form id="send-all" action={press}>
        <FormName name="send-all-mails" />
      </form>
      <div className={desk.column}>
        {shown.map((name) => (
          <section key={name} className={desk.section} id={name}>
            <h2>
              {t(`outbox.list.${name}`)} <span className={desk.number}>{numeral(mails[name].total)}</span>
            </h2>
            {name === 'failed' && mails[name].total > 1 && (
              <div>
                <Button form="send-all" name="again" value="all">
                  {t('outbox.send-all-again')}
                </Button>
              </div>
            )}
            {name === 'filed' && mails.filed.total > 0 && (
              <p>{t(leaves === 'never' ? 'outbox.about-files-never' : 'outbox.about-files')}</p>
            )}
            {mails[name].mails.length > 1 && (
              <Bulk
                list={name}
                isTicked={ticked === name}
                canLeave={name !== 'filed' || leaves !== 'never'}
              />
            )}
            {mails[name].mails.length ? (
              <MailRows
                mails={mails[name].mails.map((mail) => inRow(mail, now))}
                buttons={name === 'filed' && leaves === 'never' ? handledButton : buttons}
                {...(mails[name].mails.length > 1 && {
                  choice: { form: `tick-${name}`, isTicked: ticked === name },
                })}
              />
            ) : (
              <p className={desk.quiet}>{t(`outbox.list.${name}-none`)}</p>
            )}
          </section>
        ))}
      </div>
    </Desk>
  )
}

/** Buttons for all of a list that are ticked, and the way to tick them all without a script. */
function Bulk({ list, isTicked, canLeave }: { list: string; isTicked: boolean; canLeave: boolean }) {
  const t = words()
  return (
    <form id={`tick-${list}`} action={press}>
      <FormName name="complete-mail" />
      <fieldset className={desk.bulk}>
        <legend>{t('desk-reply.ticked')}</legend>
        {canLeave && (
          <Button name="again" value="ticked">
            {t('outbox.send-again')}
          </Button>
        )}
        <Button name="handled" value="ticked">
          {t('outbox.handled')}
        </Button>
        {!isTicked && <a href={`/staff/mail?ticked=${list}#${list}`}>{t('outbox.tick-all')}</a>}
      </fieldset>
    </form>
  )
}

/** What has become of a mail before a button about it was pressed, and the way to send it all the same. */
function LateMail({ mail, wanted }: { mail: StaffMail; wanted: string | undefined }) {
  const { id, recipient, status, version } = mail
  const { what, fate } = inRow(mail, context().now())
  const t = words()
  return (
    <AllTheSame
      sentences={[t('outbox.late', { what, recipient, fate })]}
      action={press}
      form="complete-mail"
      button={
        wanted === 'again' && status !== 'sent'
          ? { name: 'again', value: `${id} ${version}`, label: t('outbox.send-again') }
          : wanted === 'handled' && status !== 'sent' && status !== 'handled'
            ? { name: 'handled', value: `${id} ${version}`, label: t('outbox.handled') }
            : undefined
      }
    />
  )
}

const told = ['again', 'all', 'none', 'none-ticked', 'handled', 'missing', 'test'] as const

/** @param code from the query, as is the rest of it: it may be anything */
function inWords(code: string, leaves: Departure, query: Query): string | undefined {
  if (code === 'ticked-again' || code === 'ticked-handled') {
    const [count, left] = [countIn(query, 'count'), countIn(query, 'left')]
    const t = words()
    const sentences = [
      (count > 0 || !left) && t(`outbox.told.${code}`, { count }),
      left > 0 && t('outbox.told.ticked-left', { count: left }),
    ]
    return sentences.filter(Boolean).join(' ')
  }
  const found = code === 'already' ? 'missing' : told.find((one) => one === code)
  if (!found) return undefined
  const isOnItsWay = found === 'again' || found === 'all' || found === 'test'
  return words()(
    `outbox.told.${isOnItsWay && leaves !== 'at-once' ? (`${found}-${leaves}` as const) : found}`,
  )
}

function countIn(query: Query, name: string): number {
  const text = one(query, name) ?? ''
  return /^\d{1,3}$/.test(text) ? Number(text) : 0
}

function buttons(mail: RowMail, about: string) {
  return (
    <>
      <Button form="complete" name="again" value={`${mail.id} ${mail.version}`} about={about}>
        {words()('outbox.send-again')}
      </Button>
      {handledButton(mail, about)}
    </>
  )
}

function handledButton({ id, version }: RowMail, about: string) {
  return (
    <Button form="complete" name="handled" value={`${id} ${version}`} about={about}>
      {words()('outbox.handled')}
    </Button>
  )
}
