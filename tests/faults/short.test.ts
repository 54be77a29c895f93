import { expect, test } from 'vitest'
import { runs } from './list.ts'
import { perform } from './run.ts'

// The others take minutes: `npm run faults`.
for (const run of runs.filter(({ isShort }) => isShort))
  test(`nothing is lost: ${run.what}`, async () => {
    expect((await perform(run)).failures).toEqual([])
  })
