import type { deskReplies as english } from '../en/desk-replies.ts'
import type { Translation } from '../translation.ts'

export const deskReplies: Translation<typeof english> = {
  'desk-reply.queues': 'Colas',
  'desk-reply.gone': 'Este comentario ya no se conserva',
  'desk-reply.ticked': 'Todos los marcados',
  'desk-reply.filtered': '{count, plural, one {# comentario} other {# comentarios}} {filters}.',
  'desk-reply.with': 'con «{text}»',
  'desk-reply.to-article': 'al artículo «{title}»',
  'desk-reply.by': 'de {email}',
  'desk-reply.show-all': 'Mostrar todos',
  'desk-reply.answer-hint':
    'Todo el mundo puede leerla: aparece debajo de este comentario, en nombre de {site}.',
  'desk-reply.erased': 'Los datos de la persona se borraron',
  'desk-reply.a-reader': 'Un lector',
  'desk-reply.to': 'a <article></article> (<all>todos los de este artículo</all>)',
  'desk-reply.from-to': '<name></name> a «<title></title>»',
  'desk-reply.no-article': '/articles/{slug} (ningún artículo tiene ahora esta dirección)',
  'desk-reply.withdraw': 'Retirar',
  'desk-reply.waiting': '{waiting, plural, one {# pendiente} other {# pendientes}}',
  'desk-reply.held': '{held, plural, one {# retenido por dudoso} other {# retenidos por dudosos}}',
  'desk-reply.waiting-held': '<waiting></waiting>, <held></held>',
  'desk-reply.no-one-waits': 'No hay comentarios pendientes.',
  'desk-reply.none-fits': 'Ningún comentario coincide.',
  'desk-reply.none-for-you': 'Ningún comentario le espera.',
  'desk-reply.none-held': 'No hay nada retenido.',
  'desk-reply.none-in-bin': 'La papelera está vacía. Lo que se pone aquí se conserva durante {span}.',
  'desk-reply.none-yet': 'Todavía no hay comentarios.',
  'became.waiting':
    '{count, plural, one {# comentario devuelto a pendientes.} other {# comentarios devueltos a pendientes.}}',
  'became.held': '{count, plural, one {# comentario retenido.} other {# comentarios retenidos.}}',
  'became.approved': '{count, plural, one {# comentario aprobado.} other {# comentarios aprobados.}}',
  'became.rejected': '{count, plural, one {# comentario rechazado.} other {# comentarios rechazados.}}',
  'became.spam':
    '{count, plural, one {# comentario marcado como spam.} other {# comentarios marcados como spam.}}',
  'became.bin':
    '{count, plural, one {# comentario movido a la papelera.} other {# comentarios movidos a la papelera.}}',
  'desk-reply.overtaken': 'Esta decisión se ha deshecho, o le ha seguido otra.',
  'desk-reply.none-ticked': 'No se ha decidido nada: marque al menos un comentario y pulse después un botón.',
  'desk-reply.unchanged': 'No se ha cambiado nada: aquello de lo que se trataba ya no se conserva.',
  'desk-reply.put-back':
    '{count, plural, one {# comentario devuelto a donde estaba.} other {# comentarios devueltos a donde estaban.}}',
  'desk-reply.nothing-to-undo': 'No quedaba nada que deshacer.',
  'desk-reply.answered': 'Su respuesta aparece debajo del artículo.',
  'desk-reply.answer-gone': 'No se ha cambiado nada: esta respuesta ya se había retirado.',
  'desk-reply.withdrawn': 'La respuesta se ha retirado del artículo.',
  'desk-reply.of': '«{name}»: {change}.',
  'desk-reply.unpublished-gone': 'No se ha publicado nada. Este comentario ya no se conserva.',
  'desk-reply.not-approved':
    'No se ha publicado nada. Entretanto: {change}. Solo se puede responder a un comentario publicado: copie su texto y pulse «Aprobar» si debe publicarse.',
  'desk-reply.stale':
    'No se ha publicado nada. Entretanto: {change}. Publique su respuesta de todos modos si todavía encaja.',
}
