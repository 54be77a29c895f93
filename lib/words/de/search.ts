import type { search as english } from '../en/search.ts'
import type { Translation } from '../translation.ts'

export const search: Translation<typeof english> = {
  'search.label': 'Auf dieser Website suchen',
  'search.button': 'Suchen',
  'search.suggested': 'Vorschläge: #',
  'search.title': 'Suche',
  'search.title-of': 'Suche: {text}',
  'search.about': 'In den Artikeln und Seiten von {name} suchen.',
  'search.results': '{count, plural, one {# Ergebnis für „{text}“} other {# Ergebnisse für „{text}“}}',
  'search.cut':
    'Ihr Text ist länger, als wir suchen können. Dies sind die Ergebnisse für seine ersten {most, number} Zeichen.',
  'search.meant': 'Meinten Sie <link></link>?',
  'search.nothing': 'Für „{text}“ wurde nichts gefunden.',
  'search.none':
    'Prüfen Sie die Schreibweise, versuchen Sie es mit weniger oder anderen Wörtern, oder sehen Sie sich hier um:',
  'search.none-filtered': 'Entfernen Sie einen Filter, um mehr zu sehen, oder sehen Sie sich hier um:',
  'search.preparing':
    'Die Suche wird noch vorbereitet. Bitte versuchen Sie es in einer Minute noch einmal. Bis dahin können Sie sich hier umsehen:',
  'search.filters': 'Ergebnisse eingrenzen',
  'search.by-topic': 'Thema',
  'search.by-author': 'Autor',
  'search.by-year': 'Jahr',
  'search.more': '{count, plural, one {# weiteres} other {# weitere}}',
  'search.take-off': 'Filter entfernen: {name}',
  'search.no-topic': 'Es gibt hier kein Thema „{text}“: Die Ergebnisse sind aus allen Themen.',
  'search.no-author': 'Es gibt hier keinen Autor „{text}“: Die Ergebnisse sind von allen Autoren.',
  'search.no-year': '„{text}“ ist kein Jahr: Die Ergebnisse sind aus allen Jahren.',
  'search.no-page': '„{text}“ ist keine Seitenzahl: Dies ist die erste Seite.',
  'search.last-page':
    '{of, plural, one {Es gibt nur # Seite mit Ergebnissen: Dies ist sie.} other {Es gibt nur # Seiten mit Ergebnissen: Dies ist die letzte.}}',
  'search.before': 'Vorherige Ergebnisse',
  'search.after': 'Weitere Ergebnisse',
  'search.topics': 'Alle Themen ansehen',
  'search.nearest': 'Haben Sie eine dieser Seiten gesucht?',
}
