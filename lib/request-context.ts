import { AsyncLocalStorage } from 'node:async_hooks'

/** What a form comes back with when it was not taken: what was typed, and what is wrong. */
export type FormState = {
  values?: Record<string, string>
  /** Field name to message; the empty name is the form as a whole. */
  errors?: Record<string, string>
}

/** A refusal told as a page of ours, with the form and the typed text where there is one. */
export type Answer = {
  status: number
  /** The form to show again, and the page it belongs to. */
  form?: { name: 'reply' | 'enquiry' | 'ask-to-sign-in'; path: string; state: FormState }
}

/** What is known of the request being answered; lives as long as it. */
export type RequestContext = {
  id: string
  /** The client: an IPv4 address or an IPv6 /64, or `-` for a page rendered for everyone. */
  client: string
  /** Tags of the data that the page shows: it is dropped when one of them changes. */
  cacheTags: Set<string>
  /** Set by a page that answers with a status of its own, such as 410. */
  status?: number
  /** What the page threw while the framework made it. */
  failure?: unknown
  answer?: Answer
  /** The form that was just posted and not taken, with its field `item`, and what to show in it. */
  posted?: { form: string; item: string | undefined; state: FormState }
  /** In development: path and query as they were asked for. */
  target?: string
  /** Aborted once nobody waits for the page any more. */
  signal?: AbortSignal
  /** The page shows less than it should, for a passing reason: it must not be kept. */
  isPassing?: true
}

// The server around the framework and the framework's bundle each load their own copy of this module.
const key = Symbol.for('broadsheet.request')
const registry = globalThis as typeof globalThis & { [key]?: AsyncLocalStorage<RequestContext> }
registry[key] ??= new AsyncLocalStorage<RequestContext>()
const storage = registry[key]

/** Runs `work` with `context` as its request. */
export function withRequest<T>(context: RequestContext, work: () => Promise<T>): Promise<T> {
  return storage.run(context, work)
}

/** The request being answered; undefined outside one. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore()
}

/** Notes that the page being rendered shows the data named by `tags`. */
export function cacheTags(...tags: string[]): void {
  const context = storage.getStore()
  for (const tag of tags) context?.cacheTags.add(tag)
}

/** Notes that the page being rendered shows less than it should, for a passing reason. */
export function notePassing(): void {
  const context = storage.getStore()
  if (context) context.isPassing = true
}
