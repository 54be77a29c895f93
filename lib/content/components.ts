import { settingNames } from './settings.ts'

export type Prop = {
  required?: boolean
  oneOf?: readonly string[]
  /**
   * `picture`: a file beside the article. `address`: what a link may lead to. `file`: a download, shown with its size.
   * `film`, `sound`, `captions`: a download too, of a type that browsers play; a film may be an address of another site.
   */
  is?: 'picture' | 'address' | 'file' | 'film' | 'sound' | 'captions'
}

export type ComponentRule = {
  props: Readonly<Record<string, Prop>>
  content: 'required' | 'none'
  /** `phrase`: stands in a line of text, in a table too. `block`: stands on lines of its own. */
  kind: 'phrase' | 'block'
  example: string
  /** Of what it is made; anything else is shown, and told. */
  of?: 'list' | 'numbered list' | 'picture' | 'column'
  /** The component that it must stand in directly. */
  within?: 'Columns'
  /** How it stands in an .md file, by the first of its names: between `:::` lines, or in one line of its own. */
  directive?: { names: readonly [string, ...string[]]; example: string; isLine?: boolean }
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
  Details: {
    props: { title: { required: true } },
    content: 'required',
    kind: 'block',
    example: '<Details title="What it costs">Text</Details>',
  },
  KeyFacts: {
    props: { title: {} },
    content: 'required',
    kind: 'block',
    of: 'list',
    example: '<KeyFacts>, and between its lines each fact as - text',
    directive: {
      names: ['key-facts', 'keyfacts'],
      example: ':::key-facts, and below it each fact as - text',
    },
  },
  Steps: {
    props: {},
    content: 'required',
    kind: 'block',
    of: 'numbered list',
    example: '<Steps>, and between its lines each step as 1. text',
    directive: { names: ['steps'], example: ':::steps, and below it each step as 1. text' },
  },
  Do: {
    props: { title: {} },
    content: 'required',
    kind: 'block',
    example: '<Do>Text</Do>',
    directive: { names: ['do'], example: ':::do, and the text below it' },
  },
  Dont: {
    props: { title: {} },
    content: 'required',
    kind: 'block',
    example: '<Dont>Text</Dont>',
    directive: { names: ['dont', "don't", 'don’t'], example: ':::dont, and the text below it' },
  },
  File: {
    props: { name: { required: true, is: 'file' } },
    content: 'required',
    kind: 'block',
    example: '<File name="exercises.pdf">The exercises</File>',
    directive: { names: ['file'], example: '::file[The exercises]{name="exercises.pdf"}', isLine: true },
  },
  Button: {
    props: { href: { required: true, is: 'address' } },
    content: 'required',
    kind: 'block',
    example: '<Button href="/contact">Ask us</Button>',
    directive: { names: ['button'], example: '::button[Ask us]{href="/contact"}', isLine: true },
  },
  Gallery: {
    props: {},
    content: 'required',
    kind: 'block',
    of: 'picture',
    example: '<Gallery>, and between its lines each picture as ![what it shows](picture.jpg)',
    directive: {
      names: ['gallery'],
      example: ':::gallery, and below it each picture as ![what it shows](picture.jpg)',
    },
  },
  Map: {
    props: {
      href: { required: true, is: 'address' },
      src: { required: true, is: 'picture' },
      alt: { required: true },
    },
    content: 'required',
    kind: 'block',
    example:
      '<Map href="https://example.org/map" src="map.png" alt="Our street, north of the station">How to find us</Map>',
    directive: {
      names: ['map'],
      example:
        '::map[How to find us]{href="https://example.org/map" src="map.png" alt="Our street, north of the station"}',
      isLine: true,
    },
  },
  Video: {
    props: {
      src: { required: true, is: 'film' },
      poster: { is: 'picture' },
      captions: { is: 'captions' },
      transcript: { is: 'address' },
    },
    content: 'required',
    kind: 'block',
    example: '<Video src="tour.mp4" poster="tour.jpg" captions="tour.vtt">A walk through the clinic</Video>',
    directive: {
      names: ['video'],
      example: '::video[A walk through the clinic]{src="tour.mp4" poster="tour.jpg" captions="tour.vtt"}',
      isLine: true,
    },
  },
  Audio: {
    props: { src: { required: true, is: 'sound' }, transcript: { is: 'address' } },
    content: 'required',
    kind: 'block',
    example: '<Audio src="talk.mp3" transcript="/talk">A talk about sleep</Audio>',
    directive: {
      names: ['audio'],
      example: '::audio[A talk about sleep]{src="talk.mp3" transcript="/talk"}',
      isLine: true,
    },
  },
  Columns: {
    props: {},
    content: 'required',
    kind: 'block',
    of: 'column',
    example: '<Columns>, and in it each part within <Column> and </Column>',
    directive: {
      names: ['columns'],
      example:
        '::::columns with four colons, below it each part between :::column and :::, and :::: at the end',
    },
  },
  Column: {
    props: {},
    content: 'required',
    kind: 'block',
    within: 'Columns',
    example: '<Column>Text</Column>',
    directive: { names: ['column'], example: ':::column, and the text below it' },
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

type ComponentName = keyof typeof components

export function componentRule(name: string): ComponentRule | undefined {
  return Object.hasOwn(components, name) ? components[name as ComponentName] : undefined
}

/** Endings that every browser of today plays. */
export const played = {
  film: ['mp4', 'webm', 'm4v', 'ogv'],
  sound: ['mp3', 'm4a', 'ogg', 'oga', 'opus', 'wav', 'flac'],
  captions: ['vtt'],
} as const

/** @param typed with its colons, in any letters */
export function directiveComponent(typed: string): ComponentName | undefined {
  return byDirective.get(typed.toLowerCase())
}

/** What begins a line that is a component. */
export function hasLineDirective(text: string): boolean {
  return lineDirective.test(text)
}

const byDirective = new Map(
  Object.entries<ComponentRule>(components).flatMap(([name, { directive }]) =>
    (directive?.names ?? []).map(
      (one) => [(directive?.isLine ? '::' : ':::') + one, name as ComponentName] as const,
    ),
  ),
)

const lineNames = [...byDirective.keys()].filter((one) => !one.startsWith(':::')).map((one) => one.slice(2))
const lineDirective = new RegExp(
  `^(?:[ \\t>]|[-*+][ \\t]|\\d{1,9}[.)][ \\t])*::(?:${lineNames.join('|')})[\\[{]`,
  'im',
)
