import type { deskReplies as english } from '../en/desk-replies.ts'
import type { Translation } from '../translation.ts'

export const deskReplies: Translation<typeof english> = {
  'desk-reply.queues': 'Files',
  'desk-reply.gone': 'Ce commentaire n’est plus conservé',
  'desk-reply.ticked': 'Tous ceux qui sont cochés',
  'desk-reply.filtered': '{count, plural, one {# commentaire} other {# commentaires}} {filters}.',
  'desk-reply.with': 'contenant « {text} »',
  'desk-reply.to-article': 'sur l’article « {title} »',
  'desk-reply.by': 'de {email}',
  'desk-reply.show-all': 'Tout afficher',
  'desk-reply.answer-hint': 'Tout le monde peut la lire : elle figure sous ce commentaire, au nom de {site}.',
  'desk-reply.erased': 'Les données de la personne ont été effacées',
  'desk-reply.a-reader': 'Un lecteur',
  'desk-reply.to': 'sur <article></article> (<all>tous sur cet article</all>)',
  'desk-reply.from-to': '<name></name> sur « <title></title> »',
  'desk-reply.no-article': '/articles/{slug} (aucun article n’a plus cette adresse)',
  'desk-reply.withdraw': 'Retirer',
  'desk-reply.waiting': '{waiting, number} en attente',
  'desk-reply.held': '{held, plural, one {# retenu comme douteux} other {# retenus comme douteux}}',
  'desk-reply.waiting-held': '<waiting></waiting>, <held></held>',
  'desk-reply.no-one-waits': 'Aucun commentaire n’attend.',
  'desk-reply.none-fits': 'Aucun commentaire ne correspond.',
  'desk-reply.none-for-you': 'Aucun commentaire ne vous attend.',
  'desk-reply.none-held': 'Rien n’est retenu.',
  'desk-reply.none-in-bin': 'La corbeille est vide. Ce qu’on y met est conservé pendant {span}.',
  'desk-reply.none-yet': 'Il n’y a pas encore de commentaires.',
  'became.waiting':
    '{count, plural, one {# commentaire remis en attente.} other {# commentaires remis en attente.}}',
  'became.held': '{count, plural, one {# commentaire retenu.} other {# commentaires retenus.}}',
  'became.approved': '{count, plural, one {# commentaire approuvé.} other {# commentaires approuvés.}}',
  'became.rejected': '{count, plural, one {# commentaire refusé.} other {# commentaires refusés.}}',
  'became.spam':
    '{count, plural, one {# commentaire marqué comme spam.} other {# commentaires marqués comme spam.}}',
  'became.bin':
    '{count, plural, one {# commentaire mis à la corbeille.} other {# commentaires mis à la corbeille.}}',
  'desk-reply.overtaken': 'Cette décision a été annulée, ou une autre l’a suivie.',
  'desk-reply.none-ticked':
    'Rien n’a été décidé : cochez au moins un commentaire, puis appuyez sur un bouton.',
  'desk-reply.unchanged': 'Rien n’a été modifié : ce dont il s’agissait n’est plus conservé.',
  'desk-reply.put-back':
    '{count, plural, one {# commentaire remis là où il était.} other {# commentaires remis là où ils étaient.}}',
  'desk-reply.nothing-to-undo': 'Il n’y avait plus rien à annuler.',
  'desk-reply.answered': 'Votre réponse figure sous l’article.',
  'desk-reply.answer-gone': 'Rien n’a été modifié : cette réponse avait déjà été retirée.',
  'desk-reply.withdrawn': 'La réponse est retirée de l’article.',
  'desk-reply.of': '« {name} » : {change}.',
  'desk-reply.unpublished-gone': 'Rien n’a été publié. Ce commentaire n’est plus conservé.',
  'desk-reply.not-approved':
    'Rien n’a été publié. Entre-temps : {change}. On ne peut répondre qu’à un commentaire publié : copiez votre texte et appuyez sur « Approuver » s’il doit l’être.',
  'desk-reply.stale':
    'Rien n’a été publié. Entre-temps : {change}. Publiez votre réponse quand même si elle convient encore.',
}
