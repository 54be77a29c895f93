import type { offline as english } from '../en/offline.ts'
import type { Translation } from '../translation.ts'

export const offline: Translation<typeof english> = {
  'offline.title': 'No tiene conexión',
  'offline.said':
    'Esta página no está guardada en este dispositivo. Vuelva a cargarla cuando tenga conexión.',
  'offline.kept': 'Para leer sin conexión',
  'offline.form': 'No tiene conexión. El formulario volverá con ella.',
}
