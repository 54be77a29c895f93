import type { HeldEnquiry } from '#lib/enquiries/person.ts'
import { escapeHtml } from '#lib/escape.ts'
import { mailName } from '#lib/outbox/admin.ts'
import type { HeldMail } from '#lib/outbox/erase-store.ts'
import type { HeldReply } from '#lib/replies/person.ts'
import { formatMoment } from '#lib/time/format.ts'
import type { Person } from './person.ts'

type PageContext = {
  site: { name: string; lang: string; timeZone: string }
  now: number
  titleOf: (reply: HeldReply) => string
}

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
export function personPage(person: Person, context: PageContext): string {
  const { site, now } = context
  const { email, replies, enquiries, mails } = person
  const at = (time: number) => formatMoment(time, site)
  const isEmpty = !replies.length && !enquiries.length && !mails.length
  const sections = [
    ...(isEmpty ? [html`<p>Nothing is kept under this address.</p>`] : []),
    ...section(
      'Your enquiries',
      enquiries.map((enquiry) => enquiryPart(enquiry, at)),
    ),
    ...section(
      'Your replies to articles',
      replies.map((reply) => replyPart(reply, context, at)),
    ),
    ...mailsPart(mails, at),
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
<dl>
${[fact('Email', email), fact('Put together', at(now)), fact('Times', `as clocks show them in ${site.timeZone}`)]}
</dl>
${sections}
</main>
</body>
</html>
`
  return page.html
}

function section(title: string, parts: readonly Html[]): Html[] {
  return parts.length ? [html`<h2>${title}</h2>`, ...parts] : []
}

function fact(term: string, value: string | undefined): Html {
  return value ? html`<dt>${term}</dt><dd dir="auto">${value}</dd>` : html``
}

function quoted(text: string): Html {
  return html`<blockquote dir="auto">${text}</blockquote>`
}

const enquiryStates: Readonly<Record<HeldEnquiry['status'], string>> = {
  new: 'not answered yet',
  held: 'held back as doubtful',
  in_progress: 'being worked on',
  answered: 'answered',
  spam: 'taken for spam',
}

function enquiryPart(enquiry: HeldEnquiry, at: (time: number) => string): Html {
  const { answeredAt } = enquiry
  return html`<article>
<h3>Enquiry ${enquiry.reference}</h3>
<dl>
${[
  fact('Sent', at(enquiry.createdAt)),
  fact('From the page', enquiry.page),
  fact('Name', enquiry.name),
  fact('Email', enquiry.email),
  fact('Phone', enquiry.phone),
  fact('Organisation', enquiry.organisation),
  fact('It is', enquiryStates[enquiry.status]),
  fact('Answer promised by', at(enquiry.dueAt)),
  fact('Answered', answeredAt === undefined ? undefined : at(answeredAt)),
  fact('Sent from the network address', enquiry.client),
]}
</dl>
<p>What you wrote:</p>
${quoted(enquiry.requirements)}
${enquiry.history.flatMap((entry) =>
  entry.kind === 'answer' || entry.kind === 'note'
    ? [
        html`<p>${entry.kind === 'answer' ? 'What we answered' : 'A note of ours'}, ${at(entry.at)}:</p>`,
        quoted(entry.text),
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

function replyPart(reply: HeldReply, { titleOf }: PageContext, at: (time: number) => string): Html {
  return html`<article>
<h3>Reply to “<bdi>${titleOf(reply)}</bdi>”</h3>
<dl>
${[
  fact('Sent', at(reply.createdAt)),
  fact('Name', reply.name),
  fact('Email', reply.email),
  fact('Website', reply.website),
  fact('It is', replyStates[reply.status]),
  fact('Sent from the network address', reply.client),
]}
</dl>
<p>What you wrote:</p>
${quoted(reply.comment)}
${reply.answers.flatMap(({ text, createdAt }) => [
  html`<p>What we answered below it, ${at(createdAt)}:</p>`,
  quoted(text),
])}
</article>`
}

const mailStates: Readonly<Record<HeldMail['status'], string>> = {
  waiting: 'waits to be sent',
  sent: 'sent',
  filed: 'kept as a file, not sent',
  failed: 'could not be delivered',
  handled: 'put aside',
}

function mailsPart(mails: readonly HeldMail[], at: (time: number) => string): Html[] {
  if (!mails.length) return []
  const rows = mails.map(
    ({ kind, createdAt, status }) =>
      html`<li>${at(createdAt)}: ${mailName(kind)}, ${mailStates[status]}</li>`,
  )
  return [
    html`<h2>Mails about you</h2>`,
    html`<p>That these mails were made is kept; their text is what stands above.</p>`,
    html`<ul>
${rows}
</ul>`,
  ]
}
