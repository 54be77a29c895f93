import { Phrase } from '#components/phrase.ts'
import { words } from '#lib/words/words.ts'
import { Button } from './button.tsx'
import control from './control.module.css'
import desk from './desk.module.css'

type Props = {
  /** The address asked for, as typed. */
  email: string
  problem?: string | undefined
}

/** Names a person by address. Each of its buttons only opens a page or a file; erasing is confirmed there. */
export function PersonForm({ email, problem }: Props) {
  const t = words()
  return (
    <form className={control.inline} action="/staff/people" method="get">
      <p className={`${desk.quiet} ${control.above}`} id="email-hint">
        <Phrase of={t.rich('people.hint', { i: (children) => <i>{children}</i> })} />
      </p>
      <div className={`${control.field} ${control.wide}`}>
        <label className={control.label} htmlFor="email">
          {t('form.email')}
        </label>
        {problem && (
          <p className={control.error} id="email-error" role="alert">
            {problem}
          </p>
        )}
        <input
          className={control.control}
          id="email"
          name="email"
          type="text"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={email}
          aria-describedby={problem ? 'email-hint email-error' : 'email-hint'}
          aria-invalid={problem ? true : undefined}
        />
      </div>
      <Button kind="primary" value="show">
        {t('people.show')}
      </Button>
      <Button to="/staff/people/export" value="export">
        {t('people.export')}
      </Button>
      <Button to="/staff/people/export" name="as" value="page">
        {t('people.page')}
      </Button>
      <Button to="/staff/people/erase" value="erase">
        {t('people.erase')}
      </Button>
    </form>
  )
}
