import { anEnquiry, aReply, filled, readForm, type SiteForm } from '../support/forms.ts'
import { ask, often, pause, until } from './ask.ts'

/** One submission. `status` is the last answer, 0 for none; `told` are all answers. */
export type Post = {
  kind: 'reply' | 'enquiry'
  /** Stands in the comment or the requirements, and in no other. */
  text: string
  at: number
  ms: number
  status: number
  /** Every answer it got, the last included. */
  told: number[]
}

export type Posts = {
  all: readonly Post[]
  /** Begins to post at this rate. */
  begin(perSecond: number): void
  /** Stops, and waits for the answers. */
  end(): Promise<void>
  /** Sends so many, one after the other. */
  send(count: number): Promise<void>
  /** Sends so many at the same moment; `sent` is when all of them have left us. */
  burst(count: number): { sent: Promise<unknown>; answered: Promise<unknown> }
  /** Sends again, once each, what was not accepted. */
  again(): Promise<void>
  untilAccepted(count: number, within?: number): Promise<boolean>
}

/** Visitors who post replies and, each fifth, enquiries, no two alike. */
export async function openPosts(url: () => string, article: string, name: string): Promise<Posts> {
  const forms: Record<Post['kind'], SiteForm> = {
    reply: await readForm(url() + article, 'reply'),
    enquiry: await readForm(`${url()}/contact`, 'enquiry'),
  }
  const paths = { reply: article, enquiry: '/contact' }
  const all: Post[] = []
  let going: { stop: () => Promise<void> } | undefined

  async function send(post: Post, onSent?: () => void): Promise<void> {
    const email = `${post.text.replace(/[^a-z0-9]+/gi, '.')}@example.org`
    const typed =
      post.kind === 'reply'
        ? { ...aReply, email, comment: post.text }
        : { ...anEnquiry, email, requirements: post.text }
    const encoded = new Response(filled(forms[post.kind], typed))
    const answer = await ask(url() + paths[post.kind], {
      within: 40_000,
      headers: { origin: url(), 'content-type': encoded.headers.get('content-type') ?? '' },
      body: Buffer.from(await encoded.arrayBuffer()),
      ...(onSent && { onSent }),
    })
    post.ms = answer.ms
    post.status = answer.status
    post.told.push(answer.status)
  }

  function next(): Post {
    const kind = all.length % 5 === 4 ? 'enquiry' : 'reply'
    const text = `Number ${all.length} of the run ${name}`
    const post: Post = { kind, text, at: performance.now(), ms: 0, status: 0, told: [] }
    all.push(post)
    return post
  }

  const accepted = () => all.filter(({ status }) => status === 303).length
  return {
    all,
    begin(perSecond) {
      going = often(1000 / perSecond, () => send(next()))
    },
    async end() {
      await going?.stop()
      going = undefined
    },
    async send(count) {
      for (let sent = 0; sent < count; sent++) await send(next())
    },
    burst(count) {
      const answered: Promise<void>[] = []
      const sent = Array.from(
        { length: count },
        () => new Promise<void>((resolve) => answered.push(send(next(), resolve))),
      )
      return { sent: Promise.all(sent), answered: Promise.all(answered) }
    },
    async again() {
      for (const post of all.filter(({ status }) => status !== 303)) {
        await send(post)
        await pause(5)
      }
    },
    untilAccepted: (count, within = 15_000) => until(() => accepted() >= count, within),
  }
}
