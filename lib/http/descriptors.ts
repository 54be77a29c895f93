import { closeSync, openSync } from 'node:fs'
import { devNull } from 'node:os'
import { codeOf } from '#lib/errors.ts'
import type { Finding } from '#lib/health.ts'

export function descriptorFindings(): Finding[] {
  try {
    closeSync(openSync(devNull, 'r'))
    return []
  } catch (error) {
    if (!/^E[MN]FILE$/.test(codeOf(error))) return []
    const message =
      'No more files and connections can be opened: raise the limit of open files (`ulimit -n`, `LimitNOFILE` of systemd).'
    return [{ severity: 'problem', message }]
  }
}
