import { afterEach, describe, expect, test } from 'vitest'
import { parseEnquiry } from '#lib/enquiries/form.ts'
import { parseReply } from '#lib/replies/form.ts'
import { changeSite, defaults } from '#lib/site.ts'
import { englishIn } from '../../support/english.ts'

afterEach(() => changeSite(defaults))

const long = 'x'.repeat(6_000)

const faulty = {
  nothing: {},
  'too much': { comment: long, name: long, email: `${long}@a.example`, website: long },
  'too much in an enquiry': { organisation: long, phone: long, requirements: long },
  'too little': { comment: 'x' },
  'other than asked for': { email: 'ada', website: 'javascript:1', phone: 'none' },
  'two addresses': { email: 'a@example.org, b@example.org' },
  'an accent before the @': { email: 'adá@example.org' },
  'what cannot be seen': { email: 'ada\u200b@example.org' },
}

describe.each(['fr', 'de', 'es', 'ar'] as const)('what is said in %s of what was typed', (language) => {
  test.each(Object.entries(faulty))('%s', (_what, fields) => {
    changeSite({ ...defaults, lang: language })
    const errors = [parseReply(fields), parseEnquiry(fields)].flatMap((parsed) =>
      'errors' in parsed ? Object.values(parsed.errors) : [],
    )
    expect(errors.length).toBeGreaterThan(0)
    expect(englishIn(errors.join('\n'), language)).toEqual([])
  })
})

test('the language is the one at the moment of sending, and the names of the fields stay', () => {
  expect(parseReply({})).toMatchObject({ errors: { name: 'Enter your name' } })
  changeSite({ ...defaults, lang: 'fr-FR' })
  expect(parseReply({ comment: long })).toMatchObject({
    errors: {
      comment: 'Votre commentaire doit compter 5\u202f000 caractères au plus\u202f; il en a 6\u202f000',
      name: 'Saisissez votre nom',
      email: 'Saisissez votre adresse e-mail',
    },
  })
})
