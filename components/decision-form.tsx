'use client'

import { useActionState } from 'react'
import type { FormState } from '#lib/request.ts'
import styles from './moderation.module.css'

export type DecisionFormProps = {
  /** Reads `decision` from the form. */
  action: (state: FormState, data: FormData) => Promise<FormState>
  /** Path of the page it stands on. */
  path: string
  /** Buttons in their order: the value posted as `decision`, and the word on it. */
  decisions: readonly { value: string; label: string }[]
}

/** The buttons by which staff decide about one item. */
export function DecisionForm({ action, path, decisions }: DecisionFormProps) {
  const [state, post] = useActionState<FormState, FormData>(action, {}, path)
  return (
    <form className={styles.decisions} action={post} aria-label="Decide">
      {state.errors?.[''] && (
        <p className={styles.problem} role="alert">
          {state.errors['']}
        </p>
      )}
      {decisions.map((decision) => (
        <button
          key={decision.value}
          className={styles.decision}
          type="submit"
          name="decision"
          value={decision.value}
        >
          {decision.label}
        </button>
      ))}
    </form>
  )
}
