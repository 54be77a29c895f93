import { forms } from './forms.ts'
import { pages } from './pages.ts'

export const en = { ...forms, ...pages }
