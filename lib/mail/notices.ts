import { formatMoment } from '#lib/time/format.ts'
import { withComma } from './glue.ts'
import type { Block, Fact } from './layout.ts'
import type { MessageOf, OpenEnquiry, Writing, Written } from './message.ts'
import { cleanLine } from './sanitize.ts'

const longestName = 80

export function promiseNotice(message: MessageOf<'promise-notice'>, context: Writing): Written {
  const { stage, enquiries, count } = message
  const { t } = context
  const [first] = enquiries
  if (!first) throw new Error('A notice needs an enquiry')
  const { id, reference, dueAt, assignedTo } = first
  const by = formatMoment(dueAt, context.site)
  const meaning = { paragraph: t(`mail.notice.${stage}`) }
  if (count > 1)
    return {
      subject: t(`mail.notice.${stage}.many`, { count }),
      blocks: [meaning, ...listed(enquiries, count, () => stage === 'overdue', context), deskLink(context)],
    }
  return {
    subject: t(`mail.notice.${stage}.one`, { reference, by }),
    blocks: [
      meaning,
      {
        facts: [
          [t('mail.reference'), reference],
          [t('form.name'), who(first)],
          [t('moderation.answer-by'), by],
          [t('mail.assigned-to'), assignedTo ?? t('mail.nobody')],
        ],
      },
      { action: t('mail.notice.read'), href: context.itemLink({ kind: 'enquiry', id }) },
      { paragraph: t('mail.link-changes-nothing') },
    ],
  }
}

export function deskDigest(message: MessageOf<'desk-digest'>, context: Writing): Written {
  const { at, enquiries, counts } = message
  const { enquiries: open, overdue, heldEnquiries: held, replies } = counts
  const { t } = context
  const items = [
    ...(open && overdue ? [t('mail.digest.open-overdue', { count: open, overdue })] : []),
    ...(open && !overdue ? [t('mail.digest.open', { count: open })] : []),
    ...(held ? [t('mail.digest.held', { count: held })] : []),
    ...(replies ? [t('mail.digest.replies', { count: replies })] : []),
  ]
  return {
    subject: t('mail.digest.subject', { items: withComma(items, t) }),
    blocks: [
      { paragraph: t('mail.digest.open-at', { at: formatMoment(at, context.site) }) },
      ...listed(enquiries, open, ({ dueAt }) => dueAt < at, context),
      ...(held ? [{ paragraph: t('mail.digest.held-said', { count: held }) }] : []),
      ...(replies ? [{ paragraph: t('mail.digest.replies-said', { count: replies }) }] : []),
      deskLink(context),
    ],
  }
}

function listed(
  enquiries: readonly OpenEnquiry[],
  count: number,
  isOverdue: (enquiry: OpenEnquiry) => boolean,
  context: Writing,
): Block[] {
  if (!enquiries.length) return []
  const facts = enquiries.map(
    (enquiry): Fact => [enquiry.reference, standing(enquiry, isOverdue(enquiry), context)],
  )
  const rest = count - enquiries.length
  return [{ facts }, ...(rest > 0 ? [{ paragraph: context.t('mail.listed.more', { count: rest }) }] : [])]
}

/** The name is a part of its own, since it may run the other way. */
function standing(enquiry: OpenEnquiry, isOverdue: boolean, { t, site }: Writing): string[] {
  const { dueAt, assignedTo: assigned } = enquiry
  // As an object: texts would be put together.
  const tags = { who: () => ({ name: who(enquiry) }) }
  const by = formatMoment(dueAt, site)
  const state = isOverdue ? 'overdue' : 'due'
  const said =
    assigned === undefined
      ? t.rich(`mail.listed.${state}`, tags, { by })
      : t.rich(`mail.listed.${state}-assigned`, tags, { by, assigned })
  return said.map((part) => (typeof part === 'string' ? part : part.name))
}

function deskLink({ t, siteUrl }: Writing): Block {
  return { action: t('moderation.open-desk'), href: `${siteUrl}/staff` }
}

function who({ name, organisation }: OpenEnquiry): string {
  const shown = cleanLine(name, longestName)
  return organisation ? `${shown} (${cleanLine(organisation, longestName)})` : shown
}
