import { forms } from './forms.ts'
import { pages } from './pages.ts'

export const ar = { ...forms, ...pages }
