import type { deskMail as english } from '../en/desk-mail.ts'
import type { Translation } from '../translation.ts'

export const deskMail: Translation<typeof english> = {
  'outbox.kind.reply-to-staff': 'Commentaire, à l’équipe',
  'outbox.kind.enquiry-to-staff': 'Demande, à l’équipe',
  'outbox.kind.enquiry-acknowledgement': 'Accusé de réception',
  'outbox.kind.enquiry-answer': 'Réponse',
  'outbox.kind.promise-notice': 'Rappel, à l’équipe',
  'outbox.kind.desk-digest': 'Liste du matin, à l’équipe',
  'outbox.kind.test-mail': 'E-mail d’essai',
  'outbox.kind.sign-in': 'Lien de connexion',
  'outbox.kind.content-faults': 'Erreurs dans les articles, à l’équipe',
  'outbox.status.waiting': 'En attente',
  'outbox.status.sent': 'Envoyé',
  'outbox.status.filed': 'Conservé sous forme de fichier, non envoyé',
  'outbox.status.failed': 'Refusé définitivement',
  'outbox.status.handled': 'Traité',
  'outbox.fate.sent': 'Envoyé, {at}',
  'outbox.fate.filed': 'Conservé sous forme de fichier, non envoyé, {at}',
  'outbox.fate.failed': 'Refusé définitivement, {at}',
  'outbox.fate.handled': 'Traité, {at}',
  'outbox.fate.handled-by': 'Traité par {name}, {at}',
  'outbox.written.waiting': 'En attente, écrit : {at}',
  'outbox.written.sent': 'Envoyé, écrit : {at}',
  'outbox.written.filed': 'Conservé sous forme de fichier, non envoyé, écrit : {at}',
  'outbox.written.failed': 'Refusé définitivement, écrit : {at}',
  'outbox.written.handled': 'Traité, écrit : {at}',
  'outbox.fate.waits': 'En attente depuis : {at}',
  'outbox.fate.tried':
    '{count, plural, one {En attente depuis : {at}, # essai, prochain dans {span}} other {En attente depuis : {at}, # essais, prochain dans {span}}}',
  'outbox.fate.tried-now':
    '{count, plural, one {En attente depuis : {at}, # essai, prochain maintenant} other {En attente depuis : {at}, # essais, prochain maintenant}}',
  'outbox.fate.doubtful': '{fate} ; il est peut-être arrivé plusieurs fois, car aucune réponse n’est venue',
  'outbox.to': 'à {recipient}',
  'outbox.its-reply': 'Le commentaire',
  'outbox.its-enquiry': 'La demande',
  'outbox.late': '{what} à {recipient} : {fate}.',
  'outbox.answer.recipient': 'Le destinataire n’est pas une adresse simple',
  'outbox.answer.damaged': 'Il ne peut pas être écrit : ce qui en est conservé est endommagé',
  'outbox.answer.unwritable': 'Il ne peut pas être écrit : {error}',
  'outbox.answer.certificate': 'Le certificat du serveur de messagerie n’est pas accepté ({code}) : {error}',
  'outbox.health.login-refused':
    'Le serveur de messagerie refuse notre connexion : tous les e-mails attendent que SMTP_URL soit correct.',
  'outbox.health.not-encrypted':
    'Le serveur de messagerie n’offre pas de chiffrement (STARTTLS) pour notre connexion : tous les e-mails attendent que SMTP_URL soit correct.',
  'outbox.health.not-trusted':
    'Le certificat du serveur de messagerie n’est pas accepté : tous les e-mails attendent que le certificat ou SMTP_URL soit correct.',
  'outbox.health.unreachable':
    'Le serveur de messagerie n’accepte aucun e-mail : tous attendent et partiront dès qu’il répondra.',
  'outbox.health.kept-as-files':
    'Aucun serveur de messagerie n’est configuré : chaque e-mail est conservé sous forme de fichier dans le dossier mailbox du dossier de données, et aucun n’est envoyé. La personne qui gère le site définit SMTP_URL et le redémarre.',
  'outbox.health.kept-nowhere':
    'Aucun serveur de messagerie n’est configuré, et les e-mails ne peuvent pas non plus être conservés sous forme de fichiers : ils attendent que le dossier mailbox du dossier de données soit accessible en écriture.',
  'outbox.health.it-said': 'Il a dit : {answer}',
  'outbox.health.oldest-minutes':
    '{count, plural, one {L’e-mail le plus ancien attend depuis # minute.} other {L’e-mail le plus ancien attend depuis # minutes.}}',
  'outbox.health.oldest-hours':
    '{count, plural, one {L’e-mail le plus ancien attend depuis # heure.} other {L’e-mail le plus ancien attend depuis # heures.}}',
  'outbox.health.failed':
    '{count, plural, one {# e-mail a été refusé définitivement.} other {# e-mails ont été refusés définitivement.}}',
  'outbox.health.wrongly-refused':
    '{count, plural, one {Le serveur de messagerie refuse définitivement # e-mail, à notre propre équipe ou à plusieurs personnes de suite : il est sans doute mal configuré. Il est réessayé pendant un jour.} other {Le serveur de messagerie refuse définitivement # e-mails, à notre propre équipe ou à plusieurs personnes de suite : il est sans doute mal configuré. Ils sont réessayés pendant un jour.}}',
  'outbox.health.doubtful':
    '{count, plural, one {Le serveur de messagerie laisse # e-mail sans réponse alors qu’il en a tout le texte : chaque essai peut être une copie, c’est pourquoi des heures les séparent. Regardez ce qui y filtre les e-mails.} other {Le serveur de messagerie laisse # e-mails sans réponse alors qu’il en a tout le texte : chaque essai peut être une copie, c’est pourquoi des heures les séparent. Regardez ce qui y filtre les e-mails.}}',
  'outbox.health.from-future':
    '{count, plural, one {# e-mail en attente a été créé dans le futur : vérifiez que l’horloge est à l’heure.} other {# e-mails en attente ont été créés dans le futur : vérifiez que l’horloge est à l’heure.}}',
  'outbox.told.again': 'L’e-mail est de nouveau en route.',
  'outbox.told.again-later':
    'L’e-mail est de nouveau dans la boîte d’envoi et attend que les envois reprennent.',
  'outbox.told.again-never':
    'L’e-mail est de nouveau conservé sous forme de fichier, sans être envoyé : aucun serveur de messagerie n’est configuré.',
  'outbox.told.all': 'Tous les e-mails refusés sont de nouveau en route.',
  'outbox.told.all-later':
    'Tous les e-mails refusés sont de nouveau dans la boîte d’envoi et attendent que les envois reprennent.',
  'outbox.told.all-never':
    'Tous les e-mails refusés sont maintenant conservés sous forme de fichiers, sans être envoyés : aucun serveur de messagerie n’est configuré.',
  'outbox.told.none': 'Rien n’a été modifié : plus aucun e-mail n’est refusé.',
  'outbox.told.handled': 'L’e-mail est mis de côté comme traité.',
  'outbox.told.ticked-handled':
    '{count, plural, one {# e-mail est mis de côté comme traité.} other {# e-mails sont mis de côté comme traités.}}',
  'outbox.told.ticked-again':
    '{count, plural, one {# e-mail est de nouveau dans la boîte d’envoi.} other {# e-mails sont de nouveau dans la boîte d’envoi.}}',
  'outbox.told.ticked-left':
    '{count, plural, one {# autre a été modifié entre-temps et reste tel quel.} other {# autres ont été modifiés entre-temps et restent tels quels.}}',
  'outbox.told.none-ticked': 'Rien n’a été modifié : cochez au moins un e-mail, puis appuyez sur un bouton.',
  'outbox.told.missing': 'Rien n’a été modifié : cet e-mail n’est plus conservé.',
  'outbox.told.test':
    'Un e-mail d’essai à chaque membre de l’équipe est dans la boîte d’envoi. Il arrive en une minute si les envois fonctionnent.',
  'outbox.told.test-later':
    'Un e-mail d’essai à chaque membre de l’équipe est dans la boîte d’envoi et attend : aucun e-mail ne part pour le moment.',
  'outbox.told.test-never':
    'Un e-mail d’essai à chaque membre de l’équipe est conservé sous forme de fichier, sans être envoyé : aucun serveur de messagerie n’est configuré.',
  'outbox.list.failed': 'Refusés définitivement',
  'outbox.list.retrying': 'Différés par le serveur',
  'outbox.list.waiting': 'En attente',
  'outbox.list.filed': 'Conservés sous forme de fichiers, non envoyés',
  'outbox.list.failed-none': 'Aucun e-mail n’a été refusé.',
  'outbox.list.retrying-none': 'Aucun e-mail n’est différé.',
  'outbox.list.waiting-none': 'Aucun e-mail n’attend.',
  'outbox.list.filed-none': 'Aucun e-mail n’a été conservé sous forme de fichier.',
  'outbox.working': 'Les e-mails fonctionnent.',
  'outbox.files-in-short': 'Les e-mails sont conservés sous forme de fichiers, non envoyés.',
  'outbox.wrong-in-short': 'Quelque chose ne va pas : voyez plus haut.',
  'outbox.count-waiting': '{count, number} en attente.',
  'outbox.send-test': 'Envoyer un e-mail d’essai',
  'outbox.send-all-again': 'Tout renvoyer',
  'outbox.tick-all': 'Tout cocher',
  'outbox.send-again': 'Renvoyer',
  'outbox.handled': 'Traité',
  'outbox.about-files':
    'Écrits alors qu’aucun serveur de messagerie n’était configuré, ils ne sont parvenus à personne. Aucun ne part de lui-même : renvoyez ceux qui sont encore utiles.',
  'outbox.about-files-never':
    'Écrits alors qu’aucun serveur de messagerie n’était configuré, ils ne sont parvenus à personne. Une fois un serveur configuré, chacun pourra être envoyé d’ici.',
}
