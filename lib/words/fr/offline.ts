import type { offline as english } from '../en/offline.ts'
import type { Translation } from '../translation.ts'

export const offline: Translation<typeof english> = {
  'offline.title': 'Vous êtes hors connexion',
  'offline.said':
    'Cette page n’est pas enregistrée sur cet appareil. Rechargez-la dès que vous aurez une connexion.',
  'offline.kept': 'À lire sans connexion',
  'offline.form': 'Vous êtes hors connexion. Le formulaire reviendra avec la connexion.',
}
