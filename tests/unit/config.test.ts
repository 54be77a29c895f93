import { expect, test } from 'vitest'
import { parseSettings } from '#lib/config.ts'
import { misspelt } from '#lib/env-file.ts'

test('a misspelt setting in .env is told with the one that was meant, and a foreign name is not', () => {
  expect(misspelt(['SITEURL', 'STAFF_MAIL', 'SITE_URL', 'NODE_OPTIONS', 'COMPOSE_PROJECT_NAME'])).toEqual([
    '.env: SITEURL is no setting, and nothing reads it. Did you mean SITE_URL?',
    '.env: STAFF_MAIL is no setting, and nothing reads it. Did you mean STAFF_EMAIL?',
  ])
})

test.each([
  ['nobody', ['STAFF_EMAIL: “nobody” is not an email address; separate several with commas']],
  ['a@example.org, b', ['STAFF_EMAIL: “b” is not an email address; separate several with commas']],
  [' , ', ['STAFF_EMAIL needs at least one email address, such as desk@example.org']],
])('STAFF_EMAIL as “%s” is told in one line', (value, problems) => {
  expect(parseSettings({ STAFF_EMAIL: value })).toEqual({ problems })
})
