import type { csv as english } from '../en/csv.ts'
import type { Translation } from '../translation.ts'

export const csv: Translation<typeof english> = {
  'csv.status': 'Stand',
  'csv.received': 'Eingegangen',
  'csv.answered': 'Beantwortet am',
  'csv.answers': 'Antworten',
  'csv.in-time': 'Rechtzeitig beantwortet',
  'csv.decided': 'Entschieden am',
  'csv.decided-by': 'Entschieden von',
  'csv.requirements': 'Anliegen',
  'csv.held-because': 'Zurückgehalten wegen',
  'csv.id': 'Kennung',
  'csv.yes': 'ja',
  'csv.no': 'nein',
  'csv.reason.honeypot': 'verstecktes Feld ausgefüllt',
  'csv.reason.many-links': 'viele Links',
  'csv.reason.many-messages': 'viele Nachrichten',
  'csv.reason.same-text': 'gleicher Text',
}
