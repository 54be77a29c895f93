import desk from '#components/desk/desk.module.css'
import { faultsInWords, stateInWords } from '#lib/content/file-state.ts'
import type { FileDiagnostic } from '#lib/content/lint/diagnostic.ts'
import { type FaultyFile, inGroups } from '#lib/content/lint/groups.ts'
import { site } from '#lib/site.ts'
import { languageOf, words } from '#lib/words/words.ts'

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
              <code dir="ltr">{file.file}</code>
            </p>
            <p className={desk.quiet}>
              {words()('content.of-file', {
                state: stateInWords(file, site),
                faults: faultsInWords(file),
              })}
            </p>
            <Places faults={groups.flatMap(({ shown }) => shown)} />
            {rest.length > 0 && (
              <details>
                <summary>{words()('content.more', { count: rest.length })}</summary>
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
  // The messages of the linter are English, whatever the language of the site.
  const inEnglish = languageOf(site.lang) === 'en' ? {} : ({ lang: 'en', dir: 'ltr' } as const)
  return (
    <ul className={desk.places}>
      {faults.map(({ line, column, message, severity }) => (
        <li key={`${line}:${column}:${message}`}>
          <p {...inEnglish}>{message}</p>
          <p className={desk.quiet}>
            {words()(severity === 'warning' ? 'content.place-warning' : 'content.place', { line, column })}
          </p>
        </li>
      ))}
    </ul>
  )
}
