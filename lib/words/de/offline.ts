import type { offline as english } from '../en/offline.ts'
import type { Translation } from '../translation.ts'

export const offline: Translation<typeof english> = {
  'offline.title': 'Sie sind offline',
  'offline.said':
    'Diese Seite ist auf diesem Gerät nicht gespeichert. Laden Sie sie neu, sobald Sie wieder verbunden sind.',
  'offline.kept': 'Ohne Verbindung zu lesen',
  'offline.form': 'Sie sind offline. Das Formular ist mit der Verbindung wieder da.',
}
