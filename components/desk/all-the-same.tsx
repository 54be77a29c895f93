import { FormName } from '#components/form/form-name.tsx'
import type { FormName as Name } from '#lib/site-forms.ts'
import { words } from '#lib/words/words.ts'
import { Button } from './button.tsx'
import desk from './desk.module.css'

type Props = {
  /** What colleagues have done meanwhile, a sentence each. */
  sentences: readonly string[]
  action: (data: FormData) => Promise<void>
  form: Name
  /** What the form says beside its button: what is now seen of each item. */
  hidden?: Readonly<Record<string, string>>
  /** What was wanted, where it still can be done. */
  button?: { name: string; value: string; label: string } | undefined
}

/** Tells whoever came too late what was done, by whom and when, and offers to do all the same what was wanted. */
export function AllTheSame({ sentences, action, form, hidden = {}, button }: Props) {
  const t = words()
  return (
    <form className={desk.late} action={action}>
      <FormName name={form} />
      <p>{t('desk.changed-meanwhile')}</p>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {button && (
        <Button name={button.name} value={button.value}>
          {t('desk.all-the-same', { label: button.label })}
        </Button>
      )}
    </form>
  )
}
