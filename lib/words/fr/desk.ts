import type { desk as english } from '../en/desk.ts'
import type { Translation } from '../translation.ts'

export const desk: Translation<typeof english> = {
  'desk.name': 'Bureau',
  'desk.skip': 'Aller au bureau',
  'desk.overview': 'Vue d’ensemble',
  'desk.enquiries': 'Demandes',
  'desk.replies': 'Commentaires',
  'desk.mail': 'E-mails',
  'desk.content': 'Contenu',
  'desk.people': 'Personnes',
  'desk.figures': 'Chiffres',
  'desk.count-overdue': '{count, plural, one {# en retard} other {# en retard}}',
  'desk.count-open': '{count, plural, one {# ouverte} other {# ouvertes}}',
  'desk.count-waiting': '{count, plural, one {# en attente} other {# en attente}}',
  'desk.count-failed': '{count, plural, one {# refusé} other {# refusés}}',
  'desk.count-faults': '{count, plural, one {# erreur} other {# erreurs}}',
  'desk.times': 'Toutes les heures : {zone}.',
  'desk.sign-out': 'Se déconnecter',
  'desk.sign-out-everywhere': 'Se déconnecter partout',
  'desk.sign-out-intro':
    'Ceci met fin à toutes vos sessions, dans tous les navigateurs : aussi sur un téléphone perdu.',
  'desk.search': 'Rechercher',
  'desk.find': 'Trouver',
  'desk.previous': 'Page précédente',
  'desk.next': 'Page suivante',
  'desk.undo': 'Annuler',
  'desk.received': 'Reçu',
  'desk.received-at': 'Reçu : {moment}',
  'desk.answer': 'Réponse',
  'desk.publish-answer': 'Publier la réponse',
  'desk.send-answer': 'Envoyer la réponse',
  'desk.note': 'Note',
  'desk.add-note': 'Ajouter la note',
  'desk.typed': 'Ce que vous avez saisi',
  'desk.none': 'Aucun.',
  'desk.changed-meanwhile': 'Rien n’a été modifié ici. Entre-temps :',
  'desk.sentence': '{said}.',
  'desk.all-the-same': '{label} quand même',
  'desk.mail-warnings': 'Voir les e-mails',
  'span.moment': 'moins d’une minute',
  'span.minutes': '{count, plural, one {# minute} other {# minutes}}',
  'span.hours': '{count, plural, one {# heure} other {# heures}}',
  'span.days': '{count, plural, one {# jour} other {# jours}}',
  'link.expired': 'Ce lien a expiré',
  'link.used': 'Ce lien a déjà été utilisé',
  'link.unknown': 'Ce lien est incomplet',
  'door.title': 'Se connecter au bureau',
  'door.intro':
    'Le bureau est réservé à l’équipe de ce site. Un lien reçu par e-mail vous y fait entrer ; il n’y a pas de mot de passe.',
  'door.intro-without-mail':
    'Le bureau est réservé à l’équipe de ce site. Un lien vous y fait entrer ; il n’y a pas de mot de passe. Aucun serveur de messagerie n’est configuré : aucun lien n’arrive donc par e-mail.',
  'door.by-hand':
    'La personne qui gère le site crée un lien sur-le-champ : <command></command>, suivi de l’adresse.',
  'door.asked':
    'Si cette adresse est celle d’un membre de l’équipe, un e-mail contenant un lien est en route. Ouvrez-le dans un délai de {span}.',
  'door.asked-later':
    'Si cette adresse est celle d’un membre de l’équipe, un e-mail contenant un lien attend dans la boîte d’envoi : aucun e-mail ne part pour le moment.',
  'door.asked-without-mail':
    'Si cette adresse est celle d’un membre de l’équipe, un e-mail contenant un lien est conservé sous forme de fichier dans le dossier mailbox du dossier de données, sans être envoyé : aucun serveur de messagerie n’est configuré.',
  'door.out': 'Vous êtes déconnecté.',
  'door.out-everywhere': 'Vous êtes déconnecté, ici et partout ailleurs.',
  'door.hint': 'L’adresse à laquelle vous recevez les e-mails de ce site.',
  'door.send': 'Envoyer le lien',
  'door.as': 'Vous allez vous connecter en tant que {email}.',
  'door.sign-in': 'Se connecter',
  'door.once':
    'Un lien sert à se connecter une seule fois, dans un délai de {span}. <link>Demander un nouveau lien</link>.',
  'door.beside':
    '<link>Connectez-vous dans une nouvelle fenêtre</link>, puis revenez à celle-ci et appuyez sur le bouton ci-dessous. Votre texte n’est conservé nulle part ailleurs : copiez-le si vous devez partir.',
}
