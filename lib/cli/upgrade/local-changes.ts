import type { Git } from './git.ts'

/** What is built from: a file more there would be a change as well. */
const sources = ['app', 'components', 'lib']

/** @returns what stands in the way, and what to do about it; empty when the program is as it came */
export function localChanges(git: Git): string[] {
  const names = (...args: string[]) =>
    git(args[0] ?? '', '-z', ...args.slice(1))
      .split('\0')
      .filter(Boolean)
  const changed = names('diff', '--name-only', '--no-renames', 'HEAD')
  const isOfContent = (name: string) => name.startsWith('content/')
  return [
    ...ofContent(changed.filter(isOfContent)),
    ...ofProgram(changed.filter((name) => !isOfContent(name))),
    ...added(
      names(
        'ls-files',
        '--others',
        '--exclude-standard',
        ...sources.flatMap((name) => ['--', name]).slice(1),
      ),
    ),
    ...committed(git, names),
  ]
}

function ofContent(names: readonly string[]): string[] {
  if (!names.length) return []
  return [
    `You changed the sample content of the program: ${names.join(', ')}. Make it a folder of your own: cp -r content ours, write CONTENT_DIR=./ours into .env, start the site anew, and take the sample back with git checkout HEAD -- content`,
  ]
}

function ofProgram(names: readonly string[]): string[] {
  if (!names.length) return []
  return [
    `You changed files of the program: ${names.join(', ')}. Put your changes aside with git stash, and upgrade again; ${itsPlace}`,
  ]
}

function added(names: readonly string[]): string[] {
  if (!names.length) return []
  return [
    `You added files to the program: ${names.join(', ')}. Move them out of this folder, and upgrade again; ${itsPlace}`,
  ]
}

/** An upgrade goes to another commit, and would leave theirs behind. */
function committed(git: Git, names: (command: string, ...args: string[]) => string[]): string[] {
  const own = git('rev-list', 'HEAD', '--not', '--remotes=origin', '--tags').split('\n').filter(Boolean)
  if (!own.length) return []
  const base = git('rev-parse', `${own.at(-1)}^`)
  const files = names('diff', '--name-only', '--no-renames', base, 'HEAD')
  return [
    `You committed changes of your own to the program: ${files.join(', ')}. Keep them on a branch, and go back to where they began: git branch ours && git reset --keep ${base.slice(0, 10)}. Then upgrade again; ${itsPlace}`,
  ]
}

const itsPlace =
  'what belongs to your organisation goes into site.yml, theme.yml and words.yml in the content folder.'
