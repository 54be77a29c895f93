import { words } from '#lib/words/words.ts'

type Words = {
  title: string
  /** What happened, and what to do. */
  said: string
  /** Instead of `said`, where the visitor's own form stands below with all that was typed. */
  saidAboveForm?: string
}

const said = [400, 401, 403, 404, 405, 408, 410, 413, 414, 415, 422, 429, 500, 503] as const
const aboveForm = [400, 401, 403, 404, 408, 410, 429, 500, 503] as const

/** The words for a status; one that has none of its own is told like the general one of its class. */
export function noticeWords(status: number): Words {
  const t = words()
  const known = said.find((one) => one === status) ?? (status < 500 ? 400 : 500)
  const again = aboveForm.find((one) => one === known)
  return {
    title: t(`notice.${known}.title`),
    said: t(`notice.${known}.said`),
    ...(again && { saidAboveForm: t(`notice.${again}.above-form`) }),
  }
}
