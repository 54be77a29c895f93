// Stands in for npm where a test upgrades a site: "installs" by links to the modules of the folder UPGRADE_SOURCE, and brings
// its build along, unless the version has a file that says otherwise.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { linkBuild, linkModules } from './linked.ts'

const source = process.env.UPGRADE_SOURCE
const here = process.cwd()
const says = (name) => existsSync(join(here, 'content', name))
if (!source || says('no-install')) {
  process.stderr.write('npm error code E404\nnpm error 404 Not Found: a-package-that-was-withdrawn\n')
  process.exit(1)
}
linkModules(source, here)
if (!says('build-anew')) linkBuild(source, here)
if (says('waits-after-install') && !existsSync(process.env.UPGRADE_GO_ON ?? '')) {
  writeFileSync(join(here, 'installed'), String(process.pid))
  setInterval(() => undefined, 1_000)
}
