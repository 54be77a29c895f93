import { OwnReplies } from '#components/replies.tsx'
import { currentRequest } from '#lib/request-context.ts'

/** Our HTTP entry alone asks for this address, and puts the section into the article's page. */
export default function Page() {
  return <OwnReplies replies={currentRequest()?.ownReplies ?? []} />
}
