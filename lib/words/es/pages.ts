import type { pages as english } from '../en/pages.ts'
import type { Translation } from '../translation.ts'

export const pages: Translation<typeof english> = {
  'promise.hours': 'en un plazo de {hours, plural, one {# hora} other {# horas}}',
  'promise.working-hours':
    'en un plazo de {hours, plural, one {# hora laborable} other {# horas laborables}}',
  'byline.by': 'Por <authors></authors>',
  'byline.minutes': '{minutes, plural, one {# minuto de lectura} other {# minutos de lectura}}',
  'byline.updated': 'Actualizado el <day></day>',
  'byline.reviewed': 'Revisado el <day></day>',
  'byline.next-review': 'Próxima revisión el <day></day>',
}
