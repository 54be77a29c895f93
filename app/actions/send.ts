'use server'

import { redirect } from 'next/navigation'
import { sendEnquiry } from '#lib/enquiries/send.ts'
import { provideFormAction } from '#lib/form-actions.ts'
import { currentRequest, type FormState } from '#lib/request.ts'
import { runtime } from '#lib/runtime.ts'
import { typed } from './typed.ts'

/** Takes the enquiry sent from the page at `path`. */
export async function send(path: string, _before: FormState, data: FormData): Promise<FormState> {
  const client = currentRequest()?.client ?? '-'
  const sent = await sendEnquiry(runtime(), { page: path, fields: typed(data), client })
  if ('state' in sent) return sent.state
  redirect(sent.received)
}

provideFormAction(send)
