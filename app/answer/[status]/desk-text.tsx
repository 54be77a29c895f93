import { TextForm } from '#components/desk/text-form.tsx'
import styles from '#components/form/form.module.css'
import type { deskTexts, FormState } from '#lib/request-context.ts'
import { words } from '#lib/words/words.ts'
import { submit } from '../../actions/submit.ts'

const shown = {
  'answer-reply': { name: 'answer', label: 'desk.answer', button: 'desk.publish-answer' },
  'answer-enquiry': { name: 'answer', label: 'desk.answer', button: 'desk.send-answer' },
  'enquiry-note': { name: 'note', label: 'desk.note', button: 'desk.add-note' },
} as const

type Props = { form: (typeof deskTexts)[number]; path: string; initial: FormState }

/** What staff typed, to be sent again when the page it was typed on cannot be shown. */
export function DeskText({ form, path, initial }: Props) {
  const { item, seen } = initial.values ?? {}
  const { name, label, button } = shown[form]
  const t = words()
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{t('desk.typed')}</h2>
      <TextForm
        {...{ name, label: t(label), button: t(button) }}
        {...{ action: submit, form, path, initial, id: form, rows: 8, isFirst: true }}
        {...(item !== undefined && { item })}
        {...(seen !== undefined && { seen })}
      />
    </section>
  )
}
