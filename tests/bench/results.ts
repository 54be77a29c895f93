import type { ContentResult } from './content.ts'
import type { CountingResult } from './counting.ts'
import type { DeployedResult } from './deployed.ts'
import type { MixedResult } from './mixed.ts'
import type { ServingResult } from './serving.ts'
import type { Weight } from './weight.ts'
import type { WritingResult } from './writing.ts'

/** All that one run has measured. */
export type Results = {
  serving: ServingResult[]
  counting: CountingResult
  deployed: DeployedResult
  weight: Weight
  content: ContentResult[]
  writing: WritingResult
  mixed: MixedResult
}
