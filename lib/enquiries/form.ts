import { z } from 'zod'
import { email, optionalLine, phone, requiredLine, requiredText } from '#lib/forms/fields.ts'
import { type Parsed, parseForm } from '#lib/forms/parse.ts'
import { enquiryLimits } from './limits.ts'

const schema = z.object({
  name: requiredLine({ called: 'name', ...enquiryLimits.name }),
  email: email({ called: 'email', ...enquiryLimits.email }),
  phone: phone({ called: 'phone', ...enquiryLimits.phone }),
  organisation: optionalLine({ called: 'organisation', ...enquiryLimits.organisation }),
  requirements: requiredText({ called: 'requirements', ...enquiryLimits.requirements }),
})

export type EnquiryInput = z.output<typeof schema>

export function parseEnquiry(fields: Readonly<Record<string, unknown>>): Parsed<EnquiryInput> {
  return parseForm(schema, fields)
}
