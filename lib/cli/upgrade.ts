import { from } from './upgrade/from.ts'
import { to } from './upgrade/to.ts'

const usage = `Usage:
  npm run upgrade                       to the newest version: the newest tag, or the main branch where there is none
  npm run upgrade -- --to TAG-OR-BRANCH to that one
  npm run upgrade -- --from FOLDER      in a fresh clone: brings over the site of version 0.1.0 (512da41) in FOLDER`

const [option, value, ...more] = process.argv.slice(2)
const terminal = { print: console.log, complain: console.error }
process.umask(0o077)
if (!option) process.exitCode = await to(undefined, terminal)
else if (option === '--to' && value && !more.length) process.exitCode = await to(value, terminal)
else if (option === '--from' && value && !more.length) process.exitCode = await from(value, terminal)
else {
  console.error(usage)
  process.exitCode = 1
}
