import { spawnSync } from 'node:child_process'

export type Git = (...args: string[]) => string

/** Each call gives what git prints. @throws with git's own words */
export function gitIn(folder: string): Git {
  return (...args) => {
    const { status, stdout, stderr, error } = spawnSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
    })
    if (status === 0) return stdout.trim()
    throw new Error(error ? 'git could not be started; install it' : stderr.trim().split('\n').at(-1))
  }
}

/** Names what git finds nothing for, too. */
export function commitOf(git: Git, name: string): string | undefined {
  try {
    return git('rev-parse', '--verify', '--quiet', `${name}^{commit}`)
  } catch {
    return undefined
  }
}

/** The newest tag that is a version, such as v0.3.0, else the remote's main branch. */
export function newest(git: Git): { name: string; commit: string | undefined } {
  const tags = git('tag', '--list')
    .split('\n')
    .filter((name) => /^v?\d+\.\d+\.\d+$/.test(name))
    .sort((a, b) => a.replace('v', '').localeCompare(b.replace('v', ''), 'en', { numeric: true }))
  const tag = tags.at(-1)
  if (tag) return { name: tag, commit: commitOf(git, `refs/tags/${tag}`) }
  const [, branch = 'main'] =
    /^ref: refs\/heads\/(\S+)\s+HEAD$/m.exec(git('ls-remote', '--symref', 'origin', 'HEAD')) ?? []
  return { name: branch, commit: commitOf(git, `refs/remotes/origin/${branch}`) }
}
