import desk from '#components/desk/desk.module.css'
import type { Fault } from '#lib/articles/fault.ts'

/** Slips in the files of articles, each with its place. */
export function Faults({ faults }: { faults: readonly Fault[] }) {
  return (
    <ul className={desk.rows}>
      {faults.map(({ file, line, column, message }) => (
        <li key={`${file}:${line}:${column}:${message}`}>
          <p>{message}</p>
          <p className={desk.quiet}>
            <code>
              {file}:{line}:{column}
            </code>
          </p>
        </li>
      ))}
    </ul>
  )
}
