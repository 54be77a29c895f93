import type { HeldEnquiry } from '#lib/enquiries/person.ts'
import { escapeHtml } from '#lib/escape.ts'
import { directionOf } from '#lib/lang.ts'
import { mailName } from '#lib/outbox/admin.ts'
import type { HeldMail } from '#lib/outbox/erase-store.ts'
import type { HeldReply } from '#lib/replies/person.ts'
import { formatMoment } from '#lib/time/format.ts'
import { type Words, words } from '#lib/words/words.ts'
import type { Person } from './person.ts'

type Site = { name: string; lang: string; timeZone: string }
type Html = { html: string }

/** Escapes whatever stands in it, but for pieces of HTML. */
function html(parts: TemplateStringsArray, ...values: (string | Html | readonly Html[])[]): Html {
  const told = values.map((value) => {
    if (typeof value === 'string') return escapeHtml(value)
    return 'html' in value ? value.html : value.map((piece) => piece.html).join('\n')
  })
  return { html: parts.map((part, index) => part + (told[index] ?? '')).join('') }
}

const style: Html = {
  html: `<style>
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; break-after: avoid; }
h2 { margin-top: 2.5rem; border-top: 1px solid; padding-top: 0.5rem; }
dl { display: grid; grid-template-columns: minmax(8rem, auto) 1fr; gap: 0.25rem 1rem; }
dt { font-weight: 600; }
dd { margin: 0; }
blockquote { margin: 0.5rem 0; border-inline-start: 3px solid; padding-inline-start: 1rem; white-space: pre-wrap; }
article { margin-top: 1.5rem; }
@media print { body { margin: 0; max-width: none; } article { break-inside: avoid; } }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: 0.5rem; } }
</style>`,
}

/** Needs no other file, to be handed over or printed, and names no colleague. */
export function personPage(
  { email, replies, enquiries, mails }: Person,
  { site, now, titleOf }: { site: Site; now: number; titleOf: (reply: HeldReply) => string },
): string {
  const t = words(site.lang)
  const at = (time: number) => formatMoment(time, site)
  const sections = [
    ...section(
      t('person.enquiries'),
      enquiries.map((enquiry) => enquiryPart(enquiry, at, t)),
    ),
    ...section(
      t('person.replies'),
      replies.map((reply) => replyPart(reply, titleOf(reply), at, t)),
    ),
    ...section(t('person.mails'), mails.length ? mailsPart(mails, at, t) : []),
  ]
  const about = [
    [t('form.email'), email],
    [t('person.put-together'), at(now)],
    [t('person.times'), t('person.zone', { zone: site.timeZone })],
  ] as const
  const page = html`<!doctype html>
<html lang="${site.lang}" dir="${directionOf(site.lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${t('person.head', { site: site.name, email })}</title>
${style}
</head>
<body>
<main>
<h1>${t('person.title', { site: site.name })}</h1>
${facts(about)}
${sections.length ? sections : html`<p>${t('person.nothing')}</p>`}
</main>
</body>
</html>
`
  return page.html
}

function section(title: string, parts: readonly Html[]): Html[] {
  return parts.length ? [html`<h2>${title}</h2>`, ...parts] : []
}

function facts(values: readonly (readonly [term: string, value: string | undefined])[]): Html {
  const rows = values.flatMap(([term, value]) =>
    value ? [html`<dt>${term}</dt><dd dir="auto">${value}</dd>`] : [],
  )
  return html`<dl>\n${rows}\n</dl>`
}

function quoted(label: string, text: string): Html {
  return html`<p>${label}</p>\n<blockquote dir="auto">${text}</blockquote>`
}

type At = (time: number) => string

function enquiryPart(enquiry: HeldEnquiry, at: At, t: Words): Html {
  const { answeredAt } = enquiry
  return html`<article>
<h3>${t('person.enquiry', { reference: enquiry.reference })}</h3>
${facts([
  [t('person.sent'), at(enquiry.createdAt)],
  [t('person.from-page'), enquiry.page],
  [t('form.name'), enquiry.name],
  [t('form.email'), enquiry.email],
  [t('enquiry.phone'), enquiry.phone],
  [t('enquiry.organisation'), enquiry.organisation],
  [t('person.it-is'), t(`person.enquiry-state.${enquiry.status}`)],
  [t('person.promised-by'), at(enquiry.dueAt)],
  [t('person.answered'), answeredAt === undefined ? undefined : at(answeredAt)],
  [t('person.network'), enquiry.client],
])}
${quoted(t('person.wrote'), enquiry.requirements)}
${enquiry.history.flatMap((entry) =>
  entry.kind === 'answer' || entry.kind === 'note'
    ? [
        quoted(
          t(entry.kind === 'answer' ? 'person.our-answer' : 'person.our-note', { at: at(entry.at) }),
          entry.text,
        ),
      ]
    : [],
)}
</article>`
}

function replyPart(reply: HeldReply, title: string, at: At, t: Words): Html {
  const parts = t.rich('person.reply-to', { title: () => html`<bdi>${title}</bdi>` })
  const heading = { html: parts.map((part) => html`${part}`.html).join('') }
  return html`<article>
<h3>${heading}</h3>
${facts([
  [t('person.sent'), at(reply.createdAt)],
  [t('form.name'), reply.name],
  [t('form.email'), reply.email],
  [t('reply.website'), reply.website],
  [t('person.it-is'), t(`person.reply-state.${reply.status}`)],
  [t('person.network'), reply.client],
])}
${quoted(t('person.wrote'), reply.comment)}
${reply.answers.map(({ text, createdAt }) =>
  quoted(t('person.our-answer-below', { at: at(createdAt) }), text),
)}
</article>`
}

function mailsPart(mails: readonly HeldMail[], at: At, t: Words): Html[] {
  const rows = mails.map(({ kind, createdAt, status }) => {
    const said = { at: at(createdAt), what: mailName(kind), state: t(`person.mail-state.${status}`) }
    return html`<li>${t('person.mail', said)}</li>`
  })
  return [html`<p>${t('person.about-mails')}</p>`, html`<ul>\n${rows}\n</ul>`]
}
