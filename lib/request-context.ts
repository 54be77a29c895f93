import { AsyncLocalStorage } from 'node:async_hooks'

export type FormState = {
  values?: Record<string, string>
  /** By field name; the empty name is the form as a whole. */
  errors?: Record<string, string>
}

export const deskTexts = ['answer-reply', 'answer-enquiry', 'enquiry-note'] as const

type ShownAgain = 'reply' | 'enquiry' | 'ask-to-sign-in' | (typeof deskTexts)[number]

export type NearAddress = { path: string; title: string; lang: string }

export type Answer = {
  status: number
  form?: { name: ShownAgain; path: string; state: FormState }
  /** Where the page may be that was asked for. */
  nearest?: readonly NearAddress[]
}

/** What a reader searched for, and how many results there were. */
export type Searched = { q: string; total: number }

type OwnReply = {
  id: string
  name: string
  website?: string | undefined
  comment: string
  createdAt: number
}

export type RequestContext = {
  id: string
  /** An IPv4 address or an IPv6 /64, or `-` for a page rendered for everyone. */
  client: string
  cacheTags: Set<string>
  status?: number
  failure?: unknown
  answer?: Answer
  /** What its author alone is shown of an article’s replies. */
  ownReplies?: readonly OwnReply[]
  /** The page is rendered for all queries: what stands for the text of each of them. */
  frame?: { text: string }
  /** Renders what was asked for by another query; what the framework has loaded leaves it here. */
  view?: (query: string) => Promise<string>
  posted?: { form: string; item: string | undefined; state: FormState }
  target?: string
  signal?: AbortSignal
  searched?: Searched
  /** The page shows less than it should, for a passing reason: it must not be cached. */
  isPassing?: true
}

// The server and the framework's bundle each load their own copy of this module.
const key = Symbol.for('broadsheet.request')
const registry = globalThis as typeof globalThis & { [key]?: AsyncLocalStorage<RequestContext> }
registry[key] ??= new AsyncLocalStorage<RequestContext>()
const storage = registry[key]

export function withRequest<T>(context: RequestContext, work: () => Promise<T>): Promise<T> {
  return storage.run(context, work)
}

export function currentRequest(): RequestContext | undefined {
  return storage.getStore()
}

export function cacheTags(...tags: string[]): void {
  const context = storage.getStore()
  for (const tag of tags) context?.cacheTags.add(tag)
}

export function notePassing(): void {
  const context = storage.getStore()
  if (context) context.isPassing = true
}

/** For the desk's figures; whoever answers the request knows whether it was a reader's. */
export function countSearch(q: string, total: number): void {
  const context = storage.getStore()
  if (context) context.searched = { q, total }
}
