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
  return (
    <form className={control.inline} action="/staff/people" method="get">
      <div className={`${control.field} ${control.wide}`}>
        <label className={control.label} htmlFor="email">
          Email
        </label>
        <p className={desk.quiet} id="email-hint">
          A name finds the addresses that it was given with. <i>Export</i> is a file for machines (JSON);{' '}
          <i>Page to hand over</i> says the same in words, to be read or printed by that person.
        </p>
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
      <Button kind="primary">Show</Button>
      <Button to="/staff/people/export">Export</Button>
      <Button to="/staff/people/export" name="as" value="page">
        Page to hand over
      </Button>
      <Button to="/staff/people/erase">Erase</Button>
    </form>
  )
}
