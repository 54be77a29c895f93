import type { typefaces } from './typefaces.ts'

/** `#rrggbb` */
export type Colours = { accent: string; paper: string; ink: string }

/** What stands in the organisation's theme.yml; every field has a default. */
export type Theme = { light: Colours; dark: Colours; typeface: keyof typeof typefaces | { file: string } }

/** The colours of app/globals.css. */
export const defaultTheme: Theme = {
  light: { accent: '#7a1f2b', paper: '#fbf9f4', ink: '#1b1917' },
  dark: { accent: '#f0aca4', paper: '#15171a', ink: '#e9e4da' },
  typeface: 'serif',
}

// The server and the framework's bundle each load their own copy of this module.
const key = Symbol.for('broadsheet.theme')
const registry = globalThis as typeof globalThis & { [key]?: Theme }

/** Of this moment: theme.yml may change at any time. */
export function theme(): Theme {
  return registry[key] ?? defaultTheme
}

export function changeTheme(next: Theme): void {
  registry[key] = next
}
