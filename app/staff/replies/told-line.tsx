import { Press } from '#components/desk/press.tsx'
import { findDecision } from '#lib/replies/decide.ts'
import { runtime } from '#lib/runtime.ts'
import type { Told } from './place.ts'
import { became } from './words.ts'

/** What has just happened, and the way back. */
export async function ToldLine({ told }: { told: Told }) {
  const { unchanged = 0, count = 0 } = told
  if (told.told === 'decided') {
    const decision = await findDecision(runtime(), told.decision ?? '')
    if (!decision) return <span>This decision has been taken back, or another one has followed.</span>
    return (
      <>
        <span>
          {replies(decision.count)} {became[decision.to]}.{unchanged > 0 && ` ${leftAsItWas(unchanged)}`}
        </span>
        <Press form="undo" name="decision" value={told.decision ?? ''}>
          Undo
        </Press>
      </>
    )
  }
  return <span>{others.get(told.told ?? '')?.(count) ?? ''}</span>
}

const others = new Map<string, (count: number) => string>(
  Object.entries({
    none: () => 'Nothing was decided: tick at least one reply, then press a button.',
    unchanged: () => 'Nothing was changed: a colleague had decided meanwhile.',
    undone: (count) =>
      count
        ? `${replies(count)} put back to where ${count === 1 ? 'it was' : 'they were'}.`
        : 'Nothing was left to undo.',
    answered: () => 'Your answer stands under the article.',
    withdrawn: () => 'The answer is withdrawn from the article.',
  }),
)

function replies(count: number): string {
  return `${count} ${count === 1 ? 'reply' : 'replies'}`
}

function leftAsItWas(count: number): string {
  return `${count} ${count === 1 ? 'was' : 'were'} left: a colleague had decided meanwhile.`
}
