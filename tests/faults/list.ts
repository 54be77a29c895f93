import { attack } from './attack.ts'
import { content } from './content.ts'
import { databaseFile } from './database-file.ts'
import { disk } from './disk.ts'
import { kills } from './kills.ts'
import { leases } from './leases.ts'
import { mail } from './mail.ts'
import { postgres } from './postgres.ts'
import type { Run } from './run.ts'

/** Every run, in the order of the table. */
export const runs: readonly Run[] = [
  ...kills,
  ...leases,
  ...mail,
  ...disk,
  ...databaseFile,
  ...postgres,
  ...content,
  ...attack,
]
