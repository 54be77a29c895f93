import desk from '#components/desk/desk.module.css'
import { faultsInWords, stateInWords } from '#lib/content/file-state.ts'
import type { FileDiagnostic } from '#lib/content/lint/diagnostic.ts'
import { type FaultyFile, inGroups } from '#lib/content/lint/groups.ts'
import { site } from '#lib/site.ts'

/** So many faults of one cause are shown of a file before it is opened. */
const mostOfACause = 3

/** Each file with faults once: what readers see of it, and what is wrong in it, at its place. */
export function Faults({ files }: { files: readonly FaultyFile[] }) {
  return (
    <ul className={desk.rows}>
      {files.map((file) => {
        const groups = inGroups(file.faults, mostOfACause)
        const rest = groups.flatMap(({ more }) => more)
        return (
          <li key={file.file}>
            <p>
              <code>{file.file}</code>
            </p>
            <p className={desk.quiet}>
              {stateInWords(file, site)}: {faultsInWords(file)}
            </p>
            <Places faults={groups.flatMap(({ shown }) => shown)} />
            {rest.length > 0 && (
              <details>
                <summary>{rest.length} more of these kinds</summary>
                <Places faults={rest} />
              </details>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Places({ faults }: { faults: readonly FileDiagnostic[] }) {
  return (
    <ul className={desk.places}>
      {faults.map(({ line, column, message, severity }) => (
        <li key={`${line}:${column}:${message}`}>
          <p>{message}</p>
          <p className={desk.quiet}>
            Line {line}, letter {column}
            {severity === 'warning' && ' (warning)'}
          </p>
        </li>
      ))}
    </ul>
  )
}
