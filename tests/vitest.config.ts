import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { patience, testPatience } from './support/patience.ts'

/** Limits that only end what hangs: tests/support/patience.ts. */
const limits = {
  testTimeout: testPatience,
  hookTimeout: testPatience,
  teardownTimeout: patience,
  expect: { poll: { timeout: patience, interval: 20 } },
}

/** Most tests wait for something half of their time: two files at once keep two cores busy. */
const workers = Math.max(2, availableParallelism() - 1)

/** The largest first, as ever, but before them what takes long in few lines: begun last, it would run alone. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => moduleId.includes('/tests/faults/')
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    maxWorkers: workers,
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], ...limits } },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          globalSetup: ['tests/support/postgres.ts'],
          ...limits,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts', 'tests/faults/**/*.test.ts'],
          globalSetup: ['tests/support/build.ts'],
          ...limits,
        },
      },
    ],
  },
})
