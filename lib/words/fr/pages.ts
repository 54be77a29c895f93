import type { pages as english } from '../en/pages.ts'
import type { Translation } from '../translation.ts'

export const pages: Translation<typeof english> = {
  'promise.hours': 'dans un délai de {hours, plural, one {# heure} other {# heures}}',
  'promise.working-hours': 'dans un délai de {hours, plural, one {# heure ouvrée} other {# heures ouvrées}}',
  'byline.by': 'Par <authors></authors>',
  'byline.minutes': '{minutes, plural, one {# minute de lecture} other {# minutes de lecture}}',
  'byline.updated': 'Mis à jour le <day></day>',
  'byline.reviewed': 'Relu le <day></day>',
  'byline.next-review': 'Prochaine relecture le <day></day>',
}
