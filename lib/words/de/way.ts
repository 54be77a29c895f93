import type { way as english } from '../en/way.ts'
import type { Translation } from '../translation.ts'

export const way: Translation<typeof english> = {
  'series.title': 'Reihe',
  'series.part-of': 'Teil {part, number} von {of, number} der Reihe „<name></name>“',
  'series.previous': 'Voriger Teil',
  'series.next': 'Nächster Teil',
  'series.all': '{count, plural, one {# Teil} other {Alle # Teile}}',
  'series.some': 'Teile {from, number} bis {to, number}',
  'archive.title': 'Archiv',
  'archive.about': 'Die Artikel von {name} nach Jahren.',
  'archive.year': 'Artikel aus {year}',
  'archive.year-about': 'Artikel von {name} aus {year}, die neuesten zuerst.',
  'archive.link': 'Artikel nach Jahren',
  'archive.none': 'Noch wurde nichts veröffentlicht.',
  'topics.letters': 'Themen nach Buchstaben',
  'topics.counted':
    '{count, plural, one {# Thema mit der Zahl seiner Artikel} other {# Themen, jedes mit der Zahl seiner Artikel}}',
  'topics.other': 'Weitere',
  'front.topics': '{count, plural, one {# Thema} other {Alle # Themen}}',
}
