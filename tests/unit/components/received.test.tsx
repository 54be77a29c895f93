import { expect, test } from 'vitest'
import { EnquiryReceived } from '#components/received.tsx'
import { markup, words } from './document.ts'

test('after an enquiry the reference is to be kept, and no mail is promised: a held one gets none', () => {
  const said = words(markup(<EnquiryReceived reference="E-7K3QX" answerBy={Date.UTC(2026, 10, 24, 9)} />))
  expect(said).toContain('We will be in touch by Tuesday 24 November at 09:00')
  expect(said).toContain('Keep this reference')
  expect(said).not.toMatch(/on its way|sent you|inbox|your email/i)
})
