import type { csv as english } from '../en/csv.ts'
import type { Translation } from '../translation.ts'

export const csv: Translation<typeof english> = {
  'csv.status': 'Estado',
  'csv.received': 'Recibida el',
  'csv.answered': 'Respondida el',
  'csv.answers': 'Respuestas',
  'csv.in-time': 'Respondida a tiempo',
  'csv.decided': 'Decidida el',
  'csv.decided-by': 'Decidida por',
  'csv.requirements': 'Lo que necesita',
  'csv.held-because': 'Retenida por',
  'csv.id': 'Identificador',
  'csv.yes': 'sí',
  'csv.no': 'no',
  'csv.reason.honeypot': 'campo oculto rellenado',
  'csv.reason.many-links': 'muchos enlaces',
  'csv.reason.many-messages': 'muchos mensajes',
  'csv.reason.same-text': 'el mismo texto',
}
