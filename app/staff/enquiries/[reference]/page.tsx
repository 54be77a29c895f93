import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { AddressLink } from '#components/address-link.tsx'
import { Button } from '#components/desk/button.tsx'
import { Choice } from '#components/desk/choice.tsx'
import control from '#components/desk/control.module.css'
import { deadlineOf } from '#components/desk/deadline.ts'
import { DeadlineLabel } from '#components/desk/deadline-label.tsx'
import desk from '#components/desk/desk.module.css'
import { History } from '#components/desk/history.tsx'
import { MailRows } from '#components/desk/mail-rows.tsx'
import { TextForm } from '#components/desk/text-form.tsx'
import { FormName } from '#components/form/form-name.tsx'
import { Paragraphs } from '#components/paragraphs.tsx'
import { Phrase } from '#components/phrase.ts'
import { context } from '#lib/context.ts'
import { enquiryPath } from '#lib/desk/enquiry-forms.ts'
import { one, type Query, withQuery } from '#lib/desk/query.ts'
import { type OpenedEnquiry, openEnquiry } from '#lib/enquiries/queries.ts'
import { mailtoLink, telephoneLink } from '#lib/mailto.ts'
import { type Departure, mailsLeave } from '#lib/outbox/admin.ts'
import { site } from '#lib/site.ts'
import { reasonInWords } from '#lib/spam/verdict.ts'
import { formatMoment, shortMoment } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'
import { press, submit } from '../../../actions/submit.ts'
import { unlisted } from '../../../head.ts'
import { stateOf } from '../../../posted.ts'
import { Desk } from '../../desk.tsx'
import { inRow } from '../../mails.ts'
import { requireStaff } from '../../session.ts'
import { inWords } from './flash.ts'
import { LateAssignment, LateStep } from './late.tsx'
import { lineOf } from './lines.ts'

type Props = { params: Promise<{ reference: string }>; searchParams: Promise<Query> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words()('moderation.enquiry', { reference: (await params).reference }), ...unlisted }
}

export default async function EnquiryPage({ params, searchParams }: Props) {
  const staff = await requireStaff()
  const deps = context()
  const opened = await openEnquiry(deps, (await params).reference)
  if (!opened) notFound()
  const { enquiry, history, mails } = opened
  const now = deps.now()
  const t = words()
  const leaves = mailsLeave(deps)
  const path = enquiryPath(enquiry)
  const query = await searchParams
  // The form that was posted is there however the enquiry stands now: what was typed is shown in it again.
  const isAnswering = one(query, 'form') === 'answer'
  return (
    <Desk
      staff={staff}
      path={path}
      title={t('moderation.enquiry', { reference: enquiry.reference })}
      intro={
        <>
          {t(`enquiry-status.${enquiry.status}`)} ·{' '}
          <a href="/staff/enquiries">{t('desk-enquiry.all-open')}</a>
        </>
      }
      told={toldOf({ opened, query, leaves })}
    >
      <div className={desk.columns}>
        <div className={desk.column}>
          <DeadlineLabel
            deadline={deadlineOf(enquiry, now, site)}
            exact={t('desk-enquiry.promised-by', { moment: formatMoment(enquiry.dueAt, site) })}
          />
          <Facts facts={factsOf(opened, now)} />
          <section className={desk.section}>
            <h2>{t('desk-enquiry.requirements')}</h2>
            <div className={desk.text}>
              <Paragraphs text={enquiry.requirements} />
            </div>
          </section>
          {(opened.mayAnswer || isAnswering) && (
            <section className={desk.section}>
              <h2>
                <Phrase of={t.rich('desk-enquiry.write-to', { name: () => <bdi>{enquiry.name}</bdi> })} />
              </h2>
              <TextForm
                action={submit}
                form="answer-enquiry"
                initial={stateOf('answer-enquiry')}
                path={`${withQuery(path, { form: 'answer' })}#answer`}
                id="answer"
                name="answer"
                label={t('desk.answer')}
                hint={answerHint(enquiry.email, leaves)}
                button={t('desk.send-answer')}
                rows={8}
                isFirst
                seen={enquiry.version}
              />
            </section>
          )}
        </div>
        <div className={desk.column}>
          <Steps opened={opened} />
          <section className={desk.section}>
            <h2>{t('desk-enquiry.assignee')}</h2>
            <form className={control.beside} action={press}>
              <FormName name="assign-enquiry" />
              <input type="hidden" name="seen" value={enquiry.assignedTo ?? ''} />
              <Choice
                id="assigned-to"
                name="assignedTo"
                label={t('desk-enquiry.assigned-to')}
                chosen={enquiry.assignedTo ?? ''}
                choices={[
                  { value: '', label: t('desk-enquiry.nobody') },
                  ...deps.settings.staffEmails.map((email) => ({
                    value: email,
                    label: email === staff.email ? t('desk-enquiry.you', { email }) : email,
                  })),
                ]}
              />
              <Button value="assign">{t('desk-enquiry.assign')}</Button>
            </form>
          </section>
          <section className={desk.section}>
            <h2>{t('desk-enquiry.history')}</h2>
            <History
              lines={[
                {
                  id: 'received',
                  at: shortMoment(enquiry.createdAt, now, site),
                  words: t('desk-enquiry.received'),
                  isUndone: false,
                },
                ...history.map((entry) => lineOf(entry, now)),
              ]}
            />
            <TextForm
              isApart
              action={submit}
              form="enquiry-note"
              initial={stateOf('enquiry-note')}
              path={`${path}#note`}
              id="note"
              name="note"
              label={t('desk.note')}
              hint={t('desk-enquiry.note-hint')}
              button={t('desk.add-note')}
              rows={2}
            />
          </section>
          <section className={desk.section}>
            <h2>{t('desk-enquiry.mails')}</h2>
            {mails.length ? (
              <MailRows mails={mails.map((mail) => ({ ...inRow(mail, now), about: undefined }))} />
            ) : (
              <p className={desk.quiet}>{t('desk-enquiry.no-mail')}</p>
            )}
          </section>
        </div>
      </div>
    </Desk>
  )
}

const hints = { 'at-once': 'hint', later: 'hint-later', never: 'hint-no-server' } as const

function answerHint(email: string, leaves: Departure): string {
  return words()(`desk-enquiry.${hints[leaves]}`, { email })
}

/** What has just come of a form of this page. */
function toldOf(late: Parameters<typeof LateStep>[0] & { leaves: Departure }): ReactNode {
  const told = one(late.query, 'told')
  if (told === 'late') return <LateStep {...late} />
  return told === 'late-assigned' ? <LateAssignment {...late} /> : inWords(told, late.leaves)
}

type Fact = { term: string; value: ReactNode }

function factsOf({ enquiry }: OpenedEnquiry, now: number): Fact[] {
  const { email, phone, organisation, page, createdAt, reasons, status } = enquiry
  const t = words()
  const because = reasons.map((reason) => reasonInWords(reason)).join(' ')
  return [
    { term: t('form.name'), value: enquiry.name },
    { term: t('form.email'), value: <a href={mailtoLink(email)}>{email}</a> },
    ...(phone ? [{ term: t('enquiry.phone'), value: <a href={telephoneLink(phone)}>{phone}</a> }] : []),
    ...(organisation ? [{ term: t('enquiry.organisation'), value: organisation }] : []),
    { term: t('desk-enquiry.received'), value: shortMoment(createdAt, now, site) },
    { term: t('desk-enquiry.sent-from'), value: <AddressLink path={page} /> },
    ...(status === 'held' ? [{ term: t('desk-enquiry.held-because'), value: because }] : []),
  ]
}

function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={desk.facts}>
      {facts.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Steps({ opened }: { opened: OpenedEnquiry }) {
  const { enquiry, steps, mayUndo } = opened
  if (!steps.length && !mayUndo) return null
  const t = words()
  return (
    <section className={desk.section}>
      <h2>{t('desk-enquiry.state', { state: t(`enquiry-state.${enquiry.status}`) })}</h2>
      <form className={desk.stack} action={press}>
        <FormName name="enquiry-step" />
        <input type="hidden" name="seen" value={enquiry.version} />
        <div className={desk.buttons}>
          {steps.includes('in-progress') && (
            <Button name="step" value="in-progress">
              {t('decide.in-progress')}
            </Button>
          )}
          {steps.includes('spam') && (
            <Button name="step" value="spam">
              {t('decide.spam')}
            </Button>
          )}
          {mayUndo && (
            <Button name="step" value="undo">
              {t('desk.undo')}
            </Button>
          )}
        </div>
        {steps.includes('answered') && (
          <div className={control.beside}>
            <Choice
              id="how"
              name="how"
              label={t('desk-enquiry.elsewhere')}
              chosen="telephone"
              choices={[
                { value: 'telephone', label: t('desk-enquiry.by-telephone') },
                { value: 'mail', label: t('desk-enquiry.by-own-mail') },
              ]}
            />
            <Button name="step" value="answered">
              {t('decide.answered')}
            </Button>
          </div>
        )}
      </form>
    </section>
  )
}
