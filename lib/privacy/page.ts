import type { HeldEnquiry } from '#lib/enquiries/person.ts'
import { escapeHtml } from '#lib/escape.ts'
import { mailName } from '#lib/outbox/admin.ts'
import type { HeldMail } from '#lib/outbox/erase-store.ts'
import type { HeldReply } from '#lib/replies/person.ts'
import { formatMoment } from '#lib/time/format.ts'
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
  const at = (time: number) => formatMoment(time, site)
  const sections = [
    ...section(
      'Your enquiries',
      enquiries.map((enquiry) => enquiryPart(enquiry, at)),
    ),
    ...section(
      'Your replies to articles',
      replies.map((reply) => replyPart(reply, titleOf(reply), at)),
    ),
    ...section('Mails about you', mails.length ? mailsPart(mails, at) : []),
  ]
  const page = html`<!doctype html>
<html lang="${site.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>What ${site.name} keeps about ${email}</title>
${style}
</head>
<body>
<main>
<h1>What ${site.name} keeps about you</h1>
${facts({ Email: email, 'Put together': at(now), Times: `as clocks show them in ${site.timeZone}` })}
${sections.length ? sections : html`<p>Nothing is kept under this address.</p>`}
</main>
</body>
</html>
`
  return page.html
}

function section(title: string, parts: readonly Html[]): Html[] {
  return parts.length ? [html`<h2>${title}</h2>`, ...parts] : []
}

function facts(values: Readonly<Record<string, string | undefined>>): Html {
  const rows = Object.entries(values).flatMap(([term, value]) =>
    value ? [html`<dt>${term}</dt><dd dir="auto">${value}</dd>`] : [],
  )
  return html`<dl>\n${rows}\n</dl>`
}

function quoted(label: string, text: string): Html {
  return html`<p>${label}:</p>\n<blockquote dir="auto">${text}</blockquote>`
}

const enquiryStates: Readonly<Record<HeldEnquiry['status'], string>> = {
  new: 'not answered yet',
  held: 'held back as doubtful',
  in_progress: 'being worked on',
  answered: 'answered',
  spam: 'taken for spam',
}

type At = (time: number) => string

function enquiryPart(enquiry: HeldEnquiry, at: At): Html {
  const { answeredAt } = enquiry
  return html`<article>
<h3>Enquiry ${enquiry.reference}</h3>
${facts({
  Sent: at(enquiry.createdAt),
  'From the page': enquiry.page,
  Name: enquiry.name,
  Email: enquiry.email,
  Phone: enquiry.phone,
  Organisation: enquiry.organisation,
  'It is': enquiryStates[enquiry.status],
  'Answer promised by': at(enquiry.dueAt),
  Answered: answeredAt === undefined ? undefined : at(answeredAt),
  'Sent from the network address': enquiry.client,
})}
${quoted('What you wrote', enquiry.requirements)}
${enquiry.history.flatMap((entry) =>
  entry.kind === 'answer' || entry.kind === 'note'
    ? [
        quoted(
          `${entry.kind === 'answer' ? 'What we answered' : 'A note of ours'}, ${at(entry.at)}`,
          entry.text,
        ),
      ]
    : [],
)}
</article>`
}

const replyStates: Readonly<Record<HeldReply['status'], string>> = {
  waiting: 'not published yet',
  held: 'held back as doubtful',
  approved: 'published, without your email address',
  rejected: 'not published',
  spam: 'taken for spam',
  bin: 'thrown away, and soon erased',
}

function replyPart(reply: HeldReply, title: string, at: At): Html {
  return html`<article>
<h3>Reply to “<bdi>${title}</bdi>”</h3>
${facts({
  Sent: at(reply.createdAt),
  Name: reply.name,
  Email: reply.email,
  Website: reply.website,
  'It is': replyStates[reply.status],
  'Sent from the network address': reply.client,
})}
${quoted('What you wrote', reply.comment)}
${reply.answers.map(({ text, createdAt }) => quoted(`What we answered below it, ${at(createdAt)}`, text))}
</article>`
}

const mailStates: Readonly<Record<HeldMail['status'], string>> = {
  waiting: 'waits to be sent',
  sent: 'sent',
  filed: 'kept as a file, not sent',
  failed: 'could not be delivered',
  handled: 'put aside',
}

function mailsPart(mails: readonly HeldMail[], at: At): Html[] {
  const rows = mails.map(
    ({ kind, createdAt, status }) =>
      html`<li>${at(createdAt)}: ${mailName(kind)}, ${mailStates[status]}</li>`,
  )
  return [
    html`<p>That these mails were made is kept; their text is what stands above.</p>`,
    html`<ul>\n${rows}\n</ul>`,
  ]
}
