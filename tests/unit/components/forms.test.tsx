import { expect, test } from 'vitest'
import { EnquiryForm } from '#components/enquiry-form.tsx'
import { ReplyForm } from '#components/reply-form.tsx'
import { posts } from './action.ts'
import { markup, words } from './document.ts'

const path = '/articles/tea'

test('the form Leave a Reply has its words, fields and button', () => {
  const html = markup(<ReplyForm action={posts} path={path} />)
  expect(html).toMatch(/<section[^>]* id="reply">.*<form[^>]* action="\/articles\/tea"/)
  expect(html).toMatch(
    /<h2[^>]* id="reply-title">Leave a Reply<\/h2><form[^>]* aria-labelledby="reply-title" noValidate/,
  )
  expect(words(html)).toContain('Your email address will not be published. Required fields are marked *')
  expect(fields(html)).toEqual(['Comment *:comment', 'Name *:name', 'Email *:email', 'Website:website'])
  expect(html).toMatch(/<button[^>]* type="submit" value="post-comment">Post Comment<\/button>/)
  expect(html).toContain('href="/privacy"')
})

test('the form Enquiry has its words, fields and button', () => {
  const html = markup(<EnquiryForm action={posts} path={path} />)
  expect(html).toMatch(
    /<h2[^>]* id="enquiry-title">Enquiry<\/h2><form[^>]* aria-labelledby="enquiry-title" noValidate/,
  )
  expect(words(html)).toContain(
    'We will be in touch within 24 hours to discuss your requirements. Please complete your details below.',
  )
  expect(fields(html)).toEqual([
    'Name *:name',
    'Email *:email',
    'Phone:phone',
    'Organisation:organisation',
    'Your requirements *:requirements',
  ])
  expect(html).toMatch(/<button[^>]* type="submit" value="send-enquiry">Send enquiry<\/button>/)
  expect(html).toContain('href="/privacy"')
})

test('before the first field of each form stands who reads it', () => {
  const before = (html: string) => words(html.slice(html.indexOf('</template>'), html.indexOf('<label')))
  const reply = markup(<ReplyForm action={posts} path={path} />)
  expect(before(reply)).toMatch(
    /^Everyone can read a reply\. .*personal or medical.* write an enquiry instead/,
  )
  expect(reply).toMatch(/<a href="#enquiry">write an enquiry<\/a>/)
  expect(before(markup(<EnquiryForm action={posts} path={path} />))).toMatch(
    /^Only our staff read an enquiry\. It never appears on this site\./,
  )
  // Where the form stands alone there is nothing further down.
  expect(markup(<ReplyForm action={posts} path={path} initial={{}} />)).toContain('<a href="/contact">')
})

test('with a field a screen reader tells who reads what is typed there', () => {
  const told = (html: string, field: string) => {
    const ids = html.match(new RegExp(` id="${field}"[^>]* aria-describedby="([^"]+)"`))?.[1] ?? ''
    return ids
      .split(' ')
      .map((id) => words(html.slice(html.search(`<p[^>]* id="${id}"`)).split('</p>')[0] ?? ''))
  }
  const reply = markup(<ReplyForm action={posts} path={path} />)
  expect(told(reply, 'reply-comment').join()).toMatch(/^Up to .*Everyone can read a reply\./)
  expect(told(reply, 'reply-name').join()).toContain('Your name, website and comment are then shown')
  expect(told(reply, 'reply-email').join()).toContain('Your email address will not be published.')
  const enquiry = markup(<EnquiryForm action={posts} path={path} />)
  expect(told(enquiry, 'enquiry-requirements').join()).toMatch(/^Up to .*Only our staff read an enquiry\./)
})

test('what was typed stands in its field again, as text', () => {
  const html = markup(
    <ReplyForm
      action={posts}
      path={path}
      initial={{ values: { comment: '</textarea><b>', name: '"><i>' } }}
    />,
  )
  expect(html).toContain('&lt;/textarea&gt;&lt;b&gt;</textarea>')
  expect(html).toContain('value="&quot;&gt;&lt;i&gt;"')
})

test('each message stands in the summary, leads to its field, and is told with it', () => {
  const initial = { errors: { comment: 'Enter your comment', email: 'Enter your email address' } }
  const html = markup(<ReplyForm action={posts} path={path} initial={initial} />)
  const summary = html.match(/<div[^>]* role="alert" tabindex="-1" autofocus="">.*?<\/div>/)?.[0] ?? ''
  expect(summary).toContain('There is a problem')
  expect(summary).toContain('<a href="#reply-comment">Enter your comment</a>')
  expect(summary).toContain('<a href="#reply-email">Enter your email address</a>')
  expect(html).toMatch(
    /<input[^>]* id="reply-email"[^>]* aria-describedby="reply-email-error reply-intro" aria-invalid="true"/,
  )
  expect(html).toMatch(
    /<textarea[^>]* aria-describedby="reply-comment-error reply-comment-hint reply-readers" aria-invalid="true"/,
  )
  expect(html.match(/aria-invalid/g)).toHaveLength(2)
})

test('a message about the form as a whole leads nowhere', () => {
  const html = markup(<ReplyForm action={posts} path={path} initial={{ errors: { '': 'Send it again.' } }} />)
  expect(html).toContain('<li>Send it again.</li>')
  expect(html).not.toContain('aria-invalid')
})

test('the words for a failing network wait in a template', () => {
  const [, waiting = ''] =
    markup(<ReplyForm action={posts} path={path} />).match(/<template>(.*?)<\/template>/) ?? []
  expect(waiting).toContain('role="alert"')
  expect(waiting).not.toContain('autofocus')
  expect(words(waiting)).toContain(
    'We could not reach the site. What you typed is still here: check your connection, then press the button again.',
  )
})

test('the field for robots is out of sight, out of the tab order, and unknown to autofill', () => {
  const html = markup(<ReplyForm action={posts} path={path} />)
  expect(html).toMatch(
    /<div[^>]* aria-hidden="true"><label[^>]*>[^<]+<\/label><input[^>]* tabindex="-1" autoComplete="off" name="topic_hint"/,
  )
})

/** Label and name of each field that people see, in order. */
function fields(html: string): string[] {
  return [...html.matchAll(/<label[^>]* for="([^"]+)">([^<]+)<\/label>.*?name="([^"]+)"/g)]
    .filter(([, id]) => !id?.includes('topic_hint'))
    .map(([, , label, name]) => `${label}:${name}`)
}
