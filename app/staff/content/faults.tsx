import desk from '#components/desk/desk.module.css'
import { faultsInWords, stateInWords } from '#lib/content/file-state.ts'
import type { FileDiagnostic } from '#lib/content/lint/diagnostic.ts'
import { type Cause, type FaultyFile, inGroups } from '#lib/content/lint/groups.ts'
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

/** What many files have alike: once, with the place in each. */
export function Causes({ causes }: { causes: readonly Cause[] }) {
  if (!causes.length) return null
  return (
    <ul className={desk.rows}>
      {causes.map(({ first, more }) => {
        const all = [first, ...more]
        const count = new Set(all.map(({ file }) => file)).size
        return (
          <li key={first.message}>
            <p {...inEnglish()}>{first.message}</p>
            <details>
              <summary>{words()('content.in-files', { count })}</summary>
              <ul className={desk.places}>
                {all.map(({ file, line, column }) => (
                  <li key={`${file}:${line}:${column}`}>
                    <code dir="ltr">
                      {file}:{line}:{column}
                    </code>
                  </li>
                ))}
              </ul>
            </details>
          </li>
        )
      })}
    </ul>
  )
}

/** The messages of the linter are English, whatever the language of the site. */
function inEnglish() {
  return languageOf(site.lang) === 'en' ? {} : ({ lang: 'en', dir: 'ltr' } as const)
}

function Places({ faults }: { faults: readonly FileDiagnostic[] }) {
  return (
    <ul className={desk.places}>
      {faults.map(({ line, column, message, severity }) => (
        <li key={`${line}:${column}:${message}`}>
          <p {...inEnglish()}>{message}</p>
          <p className={desk.quiet}>
            {words()(severity === 'warning' ? 'content.place-warning' : 'content.place', { line, column })}
          </p>
        </li>
      ))}
    </ul>
  )
}
