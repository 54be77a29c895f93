import type { mail as english } from '../en/mail.ts'
import type { Translation } from '../translation.ts'

export const mail: Translation<typeof english> = {
  'mail.label': '<label></label> :',
  'mail.comma': '{first}, {then}',
  'mail.address': 'Adresse',
  'mail.received': 'Date de réception',
  'mail.reference': 'Référence',
  'mail.assigned-to': 'Attribuée à',
  'mail.nobody': 'personne',
  'mail.link-changes-nothing': 'Ouvrir le lien ne change rien.',
  'mail.reply.subject': 'Commentaire sur « {title} » ({name})',
  'mail.reply.waits':
    'Un commentaire sur un article est en attente de modération. Personne ne le voit avant que vous l’approuviez.',
  'mail.reply.typed': 'Le commentaire, tel qu’il a été saisi',
  'mail.reply.decide': 'Approuver, refuser ou marquer comme spam',
  'mail.reply.foot': 'Ouvrir le lien ne change rien. Répondre à cet e-mail, c’est écrire au visiteur.',
  'mail.enquiry.subject': 'Demande {reference} ({name})',
  'mail.enquiry.typed': 'La demande, telle qu’elle a été saisie',
  'mail.enquiry.mark': 'Marquer comme en cours, répondue ou spam',
  'mail.enquiry.foot':
    'Répondre à cet e-mail, c’est écrire à la personne qui a fait la demande, et la demande reste ouverte : des rappels suivent jusqu’à ce que quelqu’un appuie sur « {button} » à la page du lien. Ouvrir le lien ne change rien.',
  'mail.enquiry.foot-answered':
    'Répondre à cet e-mail, c’est écrire à la personne qui a fait la demande. Ouvrir le lien ne change rien.',
  'mail.enquiry.please': 'Veuillez répondre au plus tard le {by} : c’est promis.',
  'mail.enquiry.please-at-once': 'Veuillez répondre tout de suite : c’était promis pour le {by}.',
  'mail.released.in_progress.by':
    'Cette demande était retenue comme douteuse, jusqu’à ce que {name} la libère : elle est marquée comme en cours.',
  'mail.released.in_progress.other':
    'Cette demande était retenue comme douteuse, jusqu’à ce qu’un membre de l’équipe la libère : elle est marquée comme en cours.',
  'mail.released.answered.by':
    'Cette demande était retenue comme douteuse, jusqu’à ce que {name} la libère : elle est marquée comme répondue.',
  'mail.released.answered.other':
    'Cette demande était retenue comme douteuse, jusqu’à ce qu’un membre de l’équipe la libère : elle est marquée comme répondue.',
  'mail.acknowledgement.subject': 'Nous avons bien reçu votre demande {reference}',
  'mail.acknowledgement.thanks': 'Merci pour votre demande à {name}.',
  'mail.acknowledgement.promise': 'Nous vous répondrons au plus tard le {by} pour parler de vos besoins.',
  'mail.acknowledgement.late':
    'Nous avions promis de vous répondre au plus tard le {by}. Nous sommes désolés que ce délai soit passé : nous vous répondrons dès que possible.',
  'mail.acknowledgement.answered':
    'Nous avions promis de vous répondre au plus tard le {by}, et nous avons marqué votre demande comme répondue. S’il reste une question, écrivez-nous.',
  'mail.acknowledgement.give-reference': 'Si vous nous écrivez à ce sujet, veuillez indiquer la référence.',
  'mail.acknowledgement.write': 'Écrire à',
  'mail.acknowledgement.call': 'Appeler',
  'mail.acknowledgement.visit': 'Nous rendre visite',
  'mail.acknowledgement.entered':
    'Votre adresse e-mail a été saisie dans le formulaire de demande à l’adresse <url></url>. Si ce n’était pas vous, il n’y a rien à faire.',
  'mail.answer.foot': '{name} · Votre référence : {reference}',
  'mail.notice.reminder': 'Deux tiers du délai promis sont écoulés.',
  'mail.notice.escalation': 'Le délai promis est presque écoulé.',
  'mail.notice.overdue': 'Le délai promis est écoulé, et personne n’a noté de réponse.',
  'mail.notice.reminder.one': 'Rappel : répondre à la demande {reference} au plus tard le {by}',
  'mail.notice.escalation.one': 'Urgent : répondre à la demande {reference} au plus tard le {by}',
  'mail.notice.overdue.one': 'En retard : une réponse à la demande {reference} était promise pour le {by}',
  'mail.notice.reminder.many':
    'Rappel : {count, plural, one {# demande attend} other {# demandes attendent}} une réponse',
  'mail.notice.escalation.many':
    'Urgent : le délai promis pour {count, plural, one {# demande} other {# demandes}} est presque écoulé',
  'mail.notice.overdue.many':
    'En retard : une réponse était promise à {count, plural, one {# demande} other {# demandes}}',
  'mail.notice.read': 'La lire et noter où elle en est',
  'mail.listed.due': '<who></who>, répondre au plus tard le {by}',
  'mail.listed.due-assigned': '<who></who>, répondre au plus tard le {by}, attribuée à {assigned}',
  'mail.listed.overdue': '<who></who>, en retard depuis le {by}',
  'mail.listed.overdue-assigned': '<who></who>, en retard depuis le {by}, attribuée à {assigned}',
  'mail.listed.more': '{count, plural, one {Et # autre.} other {Et # autres.}}',
  'mail.digest.subject': 'Ce matin : {items}',
  'mail.digest.open': '{count, plural, one {# demande ouverte} other {# demandes ouvertes}}',
  'mail.digest.open-overdue':
    '{count, plural, one {# demande ouverte} other {# demandes ouvertes}} (dont {overdue, number} en retard)',
  'mail.digest.held': '{count, plural, one {# demande retenue} other {# demandes retenues}}',
  'mail.digest.replies': '{count, plural, one {# commentaire à modérer} other {# commentaires à modérer}}',
  'mail.digest.open-at': 'Voici ce qui est ouvert le {at}.',
  'mail.digest.held-said':
    'Retenues, peut-être du spam : {count, plural, one {# demande} other {# demandes}}.',
  'mail.digest.replies-said':
    'En attente de modération : {count, plural, one {# commentaire} other {# commentaires}}.',
  'mail.sign-in.subject': 'Se connecter au bureau de {name}',
  'mail.sign-in.asked': 'Quelqu’un a demandé à se connecter à <url></url> avec cette adresse.',
  'mail.sign-in.until':
    'Le lien mène à un bouton, ouvre le bureau une seule fois et reste valable jusqu’au {until}. Si ce n’était pas vous, il n’y a rien à faire.',
  'mail.faults.in-file': '{count, plural, one {# erreur} other {# erreurs}} dans {file}',
  'mail.faults.in-files':
    '{count, plural, one {# erreur} other {# erreurs}} dans {files, plural, one {# fichier} other {# fichiers}}',
  'mail.faults.in-files-or-more':
    '{count, plural, one {# erreur} other {# erreurs}} dans {files, plural, one {# fichier} other {# fichiers}} ou plus',
  'mail.faults.mend':
    'Il y a quelque chose à corriger dans les articles. Une erreur tient un fichier hors du site : ce que les lecteurs en voyaient avant reste tel quel, et un nouveau fichier paraît dès qu’il est correct. Un avertissement, par exemple un lien qui ne mène nulle part, n’enlève rien du site.',
  'mail.faults.site': 'Site',
  'mail.faults.noticed': 'Constaté',
  'mail.faults.once':
    'Chaque erreur est signalée une fois, quand personne n’a rien modifié pendant une minute. Toutes les erreurs, et les fichiers que les lecteurs ne voient pas :',
  'mail.faults.open': 'Ouvrir la page du contenu au bureau',
  'mail.faults.held': 'Pas sur le site dans leur état actuel',
  'mail.faults.where': 'Où (fichier, ligne, colonne), quoi, et ce qui y est écrit (en anglais)',
  'mail.faults.warning': '{message} (avertissement)',
  'mail.faults.more': '{count, plural, one {… et # autre} other {… et # autres}}',
  'mail.test.subject': 'E-mail d’essai de {name}',
  'mail.test.arrives': 'Les e-mails de <url></url> arrivent ici.',
  'mail.test.asked-for': 'Demandé',
}
