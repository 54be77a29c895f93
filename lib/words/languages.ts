import { ar } from './ar/ar.ts'
import { de } from './de/de.ts'
import { en } from './en/en.ts'
import { es } from './es/es.ts'
import { fr } from './fr/fr.ts'
import type { Translation } from './translation.ts'

/** English: the keys, the ICU messages, and so the values that each asks for. */
export type Catalogue = typeof en
export type WordKey = keyof Catalogue

export const languages = ['en', 'fr', 'de', 'es', 'ar'] as const
export type Language = (typeof languages)[number]

export const catalogues: Readonly<Record<Language, Translation<Catalogue>>> = { en, fr, de, es, ar }
