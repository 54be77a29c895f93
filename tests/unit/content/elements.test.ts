import { expect, test } from 'vitest'
import {
  attributesOf,
  elementNames,
  elementRule,
  insteadOfElement,
  placesOf,
  propertyOf,
} from '#lib/content/elements.ts'
import { mayCarry, mayStand, schema } from '#lib/content/html-schema.ts'

// HTML Standard, “contexts in which this element can be used”, for what an article may hold.
test.each([
  ['li', ['ul', 'ol']],
  ['dt', ['dl']],
  ['dd', ['dl']],
  ['caption', ['table']],
  ['thead', ['table']],
  ['tbody', ['table']],
  ['tfoot', ['table']],
  ['tr', ['table', 'thead', 'tbody', 'tfoot']],
  ['td', ['tr']],
  ['th', ['tr']],
  ['summary', ['details']],
  ['rt', ['ruby']],
  ['rp', ['ruby']],
  ['figcaption', ['figure']],
  ['p', undefined],
  ['table', undefined],
])('<%s> stands in %j, in a page as in a text', (name, places) => {
  expect(placesOf(name)).toEqual(places)
  expect(schema.ancestors?.[name]).toEqual(places)
})

test('each one that must stand in another may be held by that', () => {
  for (const name of elementNames)
    for (const place of elementRule(name)?.within ?? []) {
      const { holds, isEmpty } = elementRule(place) ?? {}
      expect(isEmpty, place).toBeUndefined()
      if (holds) expect(holds, place).toContain(name)
    }
})

// Void elements of HTML that an article may hold.
test('what holds nothing is closed by itself', () => {
  expect(elementNames.filter((name) => elementRule(name)?.isEmpty)).toEqual(['br', 'hr', 'img', 'wbr'])
})

test.each([
  'script',
  'style',
  'iframe',
  'object',
  'form',
  'input',
  'svg',
  'math',
  'base',
  'meta',
  'link',
  'template',
])('<%s> stands nowhere', (name) => {
  expect([mayStand(name), elementRule(name), schema.tagNames?.includes(name)]).toEqual([
    false,
    undefined,
    false,
  ])
})

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
  '%s is the name of no element',
  (name) => {
    expect([elementRule(name), mayStand(name), insteadOfElement(name)]).toEqual([undefined, false, undefined])
  },
)

test('no element carries what runs, looks or submits', () => {
  for (const name of [...elementNames, 'p', 'h2', 'figure'])
    for (const property of [
      'onClick',
      'onError',
      'style',
      'className',
      'formAction',
      'srcDoc',
      'ping',
      'target',
    ])
      expect(mayCarry(name, property), `${property} of ${name}`).toBe(false)
})

test('a picture is shown as large as there is room, and no source of one has a scheme', () => {
  expect([mayCarry('img', 'alt'), mayCarry('img', 'width'), mayCarry('img', 'height')]).toEqual([
    true,
    false,
    false,
  ])
  expect(schema.protocols?.src).toEqual(['none'])
  expect(schema.protocols?.href).toEqual(['http', 'https', 'mailto', 'tel'])
})

test('an attribute may be written as in the tree, or in small letters', () => {
  expect(propertyOf('td', 'colspan')).toBe('colSpan')
  expect(propertyOf('td', 'colSpan')).toBe('colSpan')
  expect(propertyOf('td', 'COLSPAN')).toBeUndefined()
  expect(propertyOf('b', 'href')).toBeUndefined()
  expect(attributesOf('time')).toEqual(
    expect.arrayContaining(['datetime', 'dateTime', 'id', 'lang', 'dir', 'title']),
  )
})
