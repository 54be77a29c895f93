import type { forms as english } from '../en/forms.ts'
import type { Translation } from '../translation.ts'

export const forms: Translation<typeof english> = {
  'form.problem': 'Il y a un problème',
  'form.error': 'Erreur :',
  'form.offline':
    'Nous n’avons pas pu joindre le site. Votre texte est toujours là : vérifiez votre connexion, puis appuyez de nouveau sur le bouton.',
  'form.empty-field': 'Laissez ce champ vide',
  'form.name': 'Nom',
  'form.email': 'Adresse e-mail',
  'form.privacy': 'Comment nous traitons vos données',
  'reply.heading': 'Laisser un commentaire',
  'reply.readers':
    '<strong>Tout le monde peut lire un commentaire.</strong> Votre nom et votre texte figurent publiquement sur cette page dès que notre équipe les a approuvés. Pour toute question personnelle ou médicale, préférez <link>une demande</link>.',
  'reply.intro': 'Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont marqués d’un *',
  'reply.comment': 'Commentaire',
  'reply.comment-hint': '{most, number} caractères au plus, en texte simple.',
  'reply.website': 'Site web',
  'reply.data':
    'Chaque commentaire est lu par notre équipe avant de paraître. Votre nom, votre site web et votre commentaire figurent ensuite sous cet article ; votre adresse e-mail reste chez nous.',
  'reply.send': 'Publier le commentaire',
  'enquiry.heading': 'Demande',
  'enquiry.readers':
    '<strong>Seule notre équipe lit une demande.</strong> Elle ne paraît jamais sur ce site.',
  'enquiry.about': 'Cette demande porte sur « <title></title> ».',
  'enquiry.intro':
    'Nous vous répondrons {within} pour parler de vos besoins. Veuillez compléter vos coordonnées ci-dessous.',
  'enquiry.phone': 'Téléphone',
  'enquiry.organisation': 'Organisme',
  'enquiry.requirements': 'Votre demande',
  'enquiry.requirements-hint': '{most, number} caractères au plus.',
  'enquiry.data':
    'Les champs obligatoires sont marqués d’un *. Notre équipe lit ce que vous envoyez, y répond et ne s’en sert pour rien d’autre.',
  'enquiry.send': 'Envoyer la demande',
  'enquiry.invite-heading': 'Une question personnelle ?',
  'enquiry.invite':
    '<strong>Seule notre équipe lit une demande.</strong> Elle ne paraît jamais sur ce site, et nous vous répondrons {within}.',
  'enquiry.invite-link': 'Écrire une demande',
  'enquiry.moved':
    'Cette page ne reçoit plus de demandes. Rien n’est perdu : appuyez encore une fois sur le bouton, et la vôtre partira de la page de contact.',
}
