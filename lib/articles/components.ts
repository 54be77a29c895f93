/** What a component takes: each prop as written in an article. */
export type Prop = {
  required?: boolean
  /** The values it may have; any text when not given. */
  oneOf?: readonly string[]
  /** `picture`: a file beside the article. `address`: what a link may lead to. */
  is?: 'text' | 'picture' | 'address'
}

export type ComponentRule = {
  props: Readonly<Record<string, Prop>>
  /** Whether text stands between its opening and closing tags. */
  content: 'required' | 'none'
  example: string
}

/** Every component that an article may use, besides plain Markdown. The site's views carry the same names. */
export const components = {
  Figure: {
    props: {
      src: { required: true, is: 'picture' },
      alt: { required: true },
      caption: {},
      credit: {},
    },
    content: 'none',
    example: '<Figure src="clinic.jpg" alt="The entrance, with a ramp" caption="Open since May" />',
  },
  Callout: {
    props: {
      kind: { oneOf: ['note', 'important', 'warning'] },
      title: {},
    },
    content: 'required',
    example: '<Callout kind="note">Text</Callout>',
  },
  Quote: {
    props: {
      cite: {},
      source: { is: 'address' },
    },
    content: 'required',
    example: '<Quote cite="Jane Doe">Text</Quote>',
  },
} as const satisfies Record<string, ComponentRule>

export type ComponentName = keyof typeof components

/** The rule of a component, or undefined when there is none of that name. */
export function componentRule(name: string): ComponentRule | undefined {
  return Object.hasOwn(components, name) ? components[name as ComponentName] : undefined
}
