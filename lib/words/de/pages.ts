import type { pages as english } from '../en/pages.ts'
import type { Translation } from '../translation.ts'

export const pages: Translation<typeof english> = {
  'promise.hours': 'innerhalb von {hours, plural, one {# Stunde} other {# Stunden}}',
  'promise.working-hours': 'innerhalb von {hours, plural, one {# Arbeitsstunde} other {# Arbeitsstunden}}',
  'byline.by': 'Von <authors></authors>',
  'byline.minutes': '{minutes, plural, one {# Minute Lesezeit} other {# Minuten Lesezeit}}',
  'byline.updated': 'Aktualisiert am <day></day>',
  'byline.reviewed': 'Geprüft am <day></day>',
  'byline.next-review': 'Nächste Prüfung am <day></day>',
}
