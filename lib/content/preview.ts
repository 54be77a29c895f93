import type { Keys } from '#lib/auth/keys.ts'
import { previewedSlug } from '#lib/auth/previews.ts'
import type { Deps } from '#lib/deps.ts'
import type { Article, ArticleState, Library } from './article.ts'
import type { FileDiagnostic } from './lint/diagnostic.ts'

export type Preview =
  | {
      kind: 'article'
      article: Article
      state: ArticleState
      /** Of its file now; the article is the last version without. */
      faults: readonly FileDiagnostic[]
      expiresAt: number
    }
  /** There is no version of it that can be shown. */
  | { kind: 'faulty'; slug: string; faults: readonly FileDiagnostic[] }
  | { kind: 'missing' | 'expired'; slug: string }
  /** Not signed by us, or cut short. */
  | { kind: 'forged' }

export function openPreview(
  deps: Pick<Deps, 'now'> & { library: Library; keys: Keys },
  token: string,
): Preview {
  const { library } = deps
  const verified = deps.keys.verify('preview', token, deps.now())
  if (verified.kind === 'forged') return { kind: 'forged' }
  const { item, expiresAt } = verified
  const slug = previewedSlug(item)
  if (verified.kind === 'expired') return { kind: 'expired', slug }
  const found = library.everything().find(({ article }) => article.slug === slug)
  const faults = faultsAt(library, `/articles/${slug}`)
  if (found) return { kind: 'article', ...found, faults, expiresAt }
  return faults.length ? { kind: 'faulty', slug, faults } : { kind: 'missing', slug }
}

export function faultsAt(library: Pick<Library, 'faults'>, path: string): readonly FileDiagnostic[] {
  const stem = /^\/(articles|authors)\//.test(path) ? path : `/pages${path}`
  return library.faults().filter(({ file }) =>
    file
      .normalize('NFC')
      .replace(/\.\w+$/, '')
      .endsWith(stem),
  )
}
