import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { articleFiles, articleText } from '../support/content.ts'
import { aReply, formIn, postForm, readForm } from '../support/forms.ts'
import { patience } from '../support/patience.ts'
import { type Site, startSite } from '../support/site.ts'
import { type Smtp, startSmtp } from '../support/smtp.ts'

// What people type, from the form and the file to the page, the feeds and the mails.

const browser = openBrowser()
let site: Site
let smtp: Smtp
beforeAll(async () => {
  smtp = await startSmtp()
  site = await startSite({ env: { SMTP_URL: smtp.url, STAFF_EMAIL: 'desk@example.org' } })
})
afterAll(async () => {
  await site.remove()
  await smtp.stop()
})

async function shown(path: string): Promise<string> {
  return vi.waitFor(
    async () => {
      const answer = await fetch(site.url + path)
      expect(answer.status).toBe(200)
      return answer.text()
    },
    { timeout: patience, interval: 100 },
  )
}

const slug = 'typed-as-it-is'
const title = 'می‌خواهم 🏴󠁧󠁢󠁷󠁬󠁳󠁿 2026'
const dose = 'Take 1~2 tablets, never more than 3~4.'
const chinese = '健康是人生最重要的财富，我们的诊所在五月开放。'

test('a text in a file stands on its page and in the feeds as it was typed, and takes as long as it takes', async () => {
  articleFiles(site).write(
    slug,
    articleText(title, { lang: 'zh-CN' }, `${dose} ~~No.~~ **重点（必须）。**然后\n\n${chinese.repeat(150)}`),
  )
  const page = await shown(`/articles/${slug}`)
  expect(page).toContain(`${dose} <del>No.</del> <strong>重点（必须）。</strong>然后`)
  expect(Number(/(\d+) minutes to read/.exec(page)?.[1])).toBe(8)
  expect(Number(/"wordCount":(\d+)/.exec(page)?.[1])).toBeGreaterThan(1500)
  for (const feed of ['/feed.xml', '/atom.xml', '/feed.json']) {
    const text = await shown(feed)
    expect(text).toContain(title)
    expect(text).toContain(dose)
  }
})

test('a reply keeps its letters, lines and indentation from the form to the mail, the page and its feed', async () => {
  const name = 'مهدی علی‌پور 👩🏽‍⚕️'
  const comment = 'A list:\n\n- Eggs\n    - of hens\n\t- of <ducks>\n\n\n\nEnd  of it.'
  await shown(`/articles/${slug}`)
  const form = await readForm(`${site.url}/articles/${slug}`, 'reply')
  expect((await postForm(form, { ...aReply, name, comment })).status).toBe(303)
  await vi.waitFor(() => expect(smtp.mails).toHaveLength(1), { timeout: patience })
  const mail = smtp.mails[0] ?? expect.fail('no mail')
  expect(mail.subject).toContain(title)
  expect(mail.subject).toContain(name)
  expect(mail.text).toContain(comment)

  const link = /http\S+\/moderate\/\S+/.exec(mail.text)?.[0] ?? expect.fail('no link')
  const decision = formIn(await (await fetch(link)).text(), link)
  const approved = await postForm(decision, { decision: 'approve' })
  expect(approved.status).toBe(303)

  const feed = await vi.waitFor(
    async () => {
      const text = await shown(`/articles/${slug}/replies.xml`)
      expect(text).toContain('of hens')
      return text
    },
    { timeout: patience, interval: 100 },
  )
  expect(feed).toContain(name)
  expect(feed).toContain('- Eggs<br>\u00a0 \u00a0 - of hens<br>\u00a0 \u00a0 - of &lt;ducks&gt;</p>')
  const { page, context } = await browser.visit({ viewport: { width: 320, height: 640 } })
  await page.goto(`${site.url}/articles/${slug}`)
  const replies = page.getByRole('region', { name: 'Replies' })
  await replies.getByText('of hens').waitFor()
  expect(await replies.innerText()).toContain('- Eggs\n    - of hens\n\t- of <ducks>')
  expect(await replies.innerText()).toContain('End  of it.')
  expect(await replies.innerText()).toContain(name)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
  await context.close()
})
