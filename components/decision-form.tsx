'use client'

import { useActionState } from 'react'
import type { FormState } from '#lib/request-context.ts'
import { words } from '#lib/words/words.ts'
import { FormName } from './form/form-name.tsx'
import styles from './moderation.module.css'

/** A button by which staff decide: the value posted, and the word on it. */
export type DecisionButton = { value: string; label: string }

export type DecisionFormProps = {
  /** Reads `decision` from the form, with `anyway` behind it where a colleague was faster, and `seen`. */
  action: (state: FormState, data: FormData) => Promise<FormState>
  /** Path of the page it stands on. */
  path: string
  /** Which state of the item its reader sees. */
  seen: number
  /** What is decided about next, in order: the first one is the likely one, while nothing is decided. */
  decisions: readonly DecisionButton[]
  /** Whether something is still to be decided. */
  isOpen: boolean
  /** What could be made of the item as it stands now. */
  changes: readonly DecisionButton[]
  initial?: FormState
}

/**
 * The buttons by which staff decide about one item. Where a colleague was faster, it says so, and offers to do all the
 * same what was wanted.
 */
export function DecisionForm(props: DecisionFormProps) {
  const { action, path, seen, decisions, isOpen, changes, initial = {} } = props
  const [state, post] = useActionState<FormState, FormData>(action, initial, path)
  const t = words()
  const problem = state.errors?.['']
  const wanted = problem === undefined ? undefined : state.values?.decision
  const anyway = changes.find(({ value }) => value === wanted)
  if (!decisions.length && !anyway && !problem) return null
  return (
    <form className={styles.decisions} action={post} aria-label={t('moderation.decide')}>
      {problem && (
        // biome-ignore lint/a11y/noAutofocus: without a script it is the only way to bring the focus to what is wrong
        <p className={styles.problem} role="alert" tabIndex={-1} autoFocus>
          {problem}
        </p>
      )}
      <FormName name="moderation" />
      <input type="hidden" name="seen" value={seen} />
      {anyway ? (
        <>
          <button className={styles.decision} type="submit" name="decision" value={`${anyway.value} anyway`}>
            {t('desk.all-the-same', { label: anyway.label })}
          </button>
          <a className={styles.leave} href={path}>
            {t('moderation.leave')}
          </a>
        </>
      ) : (
        decisions.map((decision, index) => (
          <button
            key={decision.value}
            className={isOpen && index === 0 ? styles.likely : styles.decision}
            type="submit"
            name="decision"
            value={decision.value}
          >
            {decision.label}
          </button>
        ))
      )}
    </form>
  )
}
