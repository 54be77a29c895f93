import { settingNames } from './settings.ts'

export type Prop = {
  required?: boolean
  oneOf?: readonly string[]
  /** `picture`: a file beside the article. `address`: what a link may lead to. */
  is?: 'picture' | 'address'
}

export type ComponentRule = {
  props: Readonly<Record<string, Prop>>
  content: 'required' | 'none'
  /** `phrase`: stands in a line of text, in a table too. `block`: stands on lines of its own. */
  kind: 'phrase' | 'block'
  example: string
}

/** The site's views carry the same names. */
export const components = {
  Figure: {
    props: {
      src: { required: true, is: 'picture' },
      alt: { required: true },
      caption: {},
      credit: {},
    },
    content: 'none',
    kind: 'block',
    example: '<Figure src="clinic.jpg" alt="The entrance, with a ramp" caption="Open since May" />',
  },
  Callout: {
    props: {
      kind: { oneOf: ['note', 'tip', 'important', 'warning', 'caution'] },
      title: {},
    },
    content: 'required',
    kind: 'block',
    example: '<Callout kind="note">Text</Callout>',
  },
  Quote: {
    props: {
      cite: {},
      source: { is: 'address' },
    },
    content: 'required',
    kind: 'block',
    example: '<Quote cite="Jane Doe">Text</Quote>',
  },
  Setting: {
    props: { name: { required: true, oneOf: settingNames } },
    content: 'none',
    kind: 'phrase',
    example: '<Setting name="promise" />',
  },
} as const satisfies Record<string, ComponentRule>

export type ComponentName = keyof typeof components

export function componentRule(name: string): ComponentRule | undefined {
  return Object.hasOwn(components, name) ? components[name as ComponentName] : undefined
}
