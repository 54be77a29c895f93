import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { site } from '#lib/site.ts'

const page = readFileSync('content/pages/privacy.mdx', 'utf8')
const { spamDays, rejectedDays, answeredMonths, clientDays, mailTextDays, mailMonths } = site.retention

// A page takes no expressions: whoever changes a period is told here what to write.
test('the privacy page states the periods that are carried out', () => {
  const rows: [what: string, howLong: string][] = [
    ['A reply or an enquiry that was spam, and a reply in the bin', `${spamDays} days`],
    ['A reply that we decided not to publish', `${rejectedDays} days`],
    ['An enquiry that we have answered', `${answeredMonths} months from the last thing we did about it`],
    [
      'The whole internet address that a message came from',
      `${clientDays} days, then only the network it belongs to`,
    ],
    ['The text of a mail that this site has sent', `${mailTextDays} days`],
    ['That a mail was sent, when, and to whom', `${mailMonths} months`],
    ['The fingerprint of a message', 'One day'],
  ]
  for (const [what, howLong] of rows) expect(page).toContain(`| ${what} | ${howLong} |`)
  const section = /## How long we keep it\n([\s\S]*?)\n## /.exec(page)?.[1] ?? ''
  const stated = section.match(/^\| (?!What|---|A published).*$/gm) ?? []
  expect(stated).toHaveLength(rows.length)
})
