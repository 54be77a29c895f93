import { TextForm } from '#components/desk/text-form.tsx'
import styles from '#components/form/form.module.css'
import type { deskTexts, FormState } from '#lib/request-context.ts'
import { submit } from '../../actions/submit.ts'

const shown = {
  'answer-reply': { name: 'answer', label: 'Answer', button: 'Publish answer' },
  'answer-enquiry': { name: 'answer', label: 'Answer', button: 'Send answer' },
  'enquiry-note': { name: 'note', label: 'Note', button: 'Add note' },
} as const

type Props = { form: (typeof deskTexts)[number]; path: string; initial: FormState }

/** What staff typed, to be sent again when the page it was typed on cannot be shown. */
export function DeskText({ form, path, initial }: Props) {
  const { item, seen } = initial.values ?? {}
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>What you typed</h2>
      <TextForm
        {...shown[form]}
        {...{ action: submit, form, path, initial, id: form, rows: 8, isFirst: true }}
        {...(item !== undefined && { item })}
        {...(seen !== undefined && { seen })}
      />
    </section>
  )
}
