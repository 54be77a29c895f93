import type { csv as english } from '../en/csv.ts'
import type { Translation } from '../translation.ts'

export const csv: Translation<typeof english> = {
  'csv.status': 'État',
  'csv.received': 'Reçue le',
  'csv.answered': 'Répondue le',
  'csv.answers': 'Réponses',
  'csv.in-time': 'Répondue à temps',
  'csv.decided': 'Traitée le',
  'csv.decided-by': 'Traitée par',
  'csv.requirements': 'Demande',
  'csv.held-because': 'Retenue parce que',
  'csv.id': 'Identifiant',
  'csv.yes': 'oui',
  'csv.no': 'non',
  'csv.reason.honeypot': 'champ caché rempli',
  'csv.reason.many-links': 'beaucoup de liens',
  'csv.reason.many-messages': 'beaucoup de messages',
  'csv.reason.same-text': 'même texte',
}
