import type { mail as english } from '../en/mail.ts'
import type { Translation } from '../translation.ts'

export const mail: Translation<typeof english> = {
  'mail.label': '<label></label>:',
  'mail.comma': '{first}, {then}',
  'mail.address': 'Dirección',
  'mail.received': 'Fecha de recepción',
  'mail.reference': 'Referencia',
  'mail.assigned-to': 'Asignada a',
  'mail.nobody': 'nadie',
  'mail.link-changes-nothing': 'Abrir el enlace no cambia nada.',
  'mail.reply.subject': 'Comentario a «{title}» de {name}',
  'mail.reply.waits':
    'Un comentario a un artículo está pendiente de moderación. Nadie lo ve hasta que usted lo apruebe.',
  'mail.reply.typed': 'El comentario, tal como se escribió',
  'mail.reply.decide': 'Aprobar, rechazar o marcar como spam',
  'mail.reply.foot': 'Abrir el enlace no cambia nada. Si responde a este correo, escribe al visitante.',
  'mail.enquiry.subject': 'Consulta {reference} de {name}',
  'mail.enquiry.typed': 'Lo que necesita, tal como se escribió',
  'mail.enquiry.mark': 'Marcar como en curso, respondida o spam',
  'mail.enquiry.foot':
    'Si responde a este correo, escribe a quien hizo la consulta, y la consulta sigue abierta: llegarán recordatorios hasta que alguien pulse «{button}» en la página del enlace. Abrir el enlace no cambia nada.',
  'mail.enquiry.foot-answered':
    'Si responde a este correo, escribe a quien hizo la consulta. Abrir el enlace no cambia nada.',
  'mail.enquiry.please': 'Póngase en contacto antes del {by}: así se prometió.',
  'mail.enquiry.please-at-once': 'Póngase en contacto ahora mismo: se prometió antes del {by}.',
  'mail.released.in_progress.by':
    'Esta consulta estaba retenida por dudosa, hasta que {name} la liberó: está marcada como en curso.',
  'mail.released.in_progress.other':
    'Esta consulta estaba retenida por dudosa, hasta que alguien del equipo la liberó: está marcada como en curso.',
  'mail.released.answered.by':
    'Esta consulta estaba retenida por dudosa, hasta que {name} la liberó: está marcada como respondida.',
  'mail.released.answered.other':
    'Esta consulta estaba retenida por dudosa, hasta que alguien del equipo la liberó: está marcada como respondida.',
  'mail.acknowledgement.subject': 'Hemos recibido su consulta {reference}',
  'mail.acknowledgement.thanks': 'Gracias por su consulta a {name}.',
  'mail.acknowledgement.promise':
    'Nos pondremos en contacto con usted antes del {by} para hablar de lo que necesita.',
  'mail.acknowledgement.late':
    'Prometimos ponernos en contacto con usted antes del {by}. Sentimos que ese plazo haya pasado: lo haremos lo antes posible.',
  'mail.acknowledgement.answered':
    'Prometimos ponernos en contacto con usted antes del {by} y hemos marcado su consulta como respondida. Si queda algo pendiente, escríbanos.',
  'mail.acknowledgement.give-reference': 'Si nos escribe sobre ella, indique la referencia.',
  'mail.acknowledgement.write': 'Escribir a',
  'mail.acknowledgement.call': 'Llamar',
  'mail.acknowledgement.visit': 'Visitarnos',
  'mail.acknowledgement.entered':
    'Su dirección de correo se introdujo en el formulario de consultas de <url></url>. Si no fue usted, no tiene que hacer nada.',
  'mail.answer.foot': '{name} · Su referencia: {reference}',
  'mail.notice.reminder': 'Han pasado dos tercios del plazo prometido.',
  'mail.notice.escalation': 'El plazo prometido está a punto de terminar.',
  'mail.notice.overdue': 'El plazo prometido ha terminado y nadie ha anotado una respuesta.',
  'mail.notice.reminder.one': 'Recordatorio: responder a la consulta {reference} antes del {by}',
  'mail.notice.escalation.one': 'Urgente: responder a la consulta {reference} antes del {by}',
  'mail.notice.overdue.one': 'Vencida: se prometió responder a la consulta {reference} antes del {by}',
  'mail.notice.reminder.many':
    'Recordatorio: {count, plural, one {# consulta espera} other {# consultas esperan}} respuesta',
  'mail.notice.escalation.many':
    'Urgente: el plazo prometido de {count, plural, one {# consulta} other {# consultas}} está a punto de terminar',
  'mail.notice.overdue.many':
    'Vencidas: se prometió responder a {count, plural, one {# consulta} other {# consultas}}',
  'mail.notice.read': 'Leerla y anotar cómo está',
  'mail.listed.due': '<who></who>, responder antes del {by}',
  'mail.listed.due-assigned': '<who></who>, responder antes del {by}, asignada a {assigned}',
  'mail.listed.overdue': '<who></who>, vencida desde el {by}',
  'mail.listed.overdue-assigned': '<who></who>, vencida desde el {by}, asignada a {assigned}',
  'mail.listed.more': '{count, plural, one {Y # más.} other {Y # más.}}',
  'mail.digest.subject': 'Esta mañana: {items}',
  'mail.digest.open': '{count, plural, one {# consulta abierta} other {# consultas abiertas}}',
  'mail.digest.open-overdue':
    '{count, plural, one {# consulta abierta} other {# consultas abiertas}} ({overdue, plural, one {# vencida} other {# vencidas}})',
  'mail.digest.held': '{count, plural, one {# consulta retenida} other {# consultas retenidas}}',
  'mail.digest.replies': '{count, plural, one {# comentario por moderar} other {# comentarios por moderar}}',
  'mail.digest.open-at': 'Esto está pendiente el {at}.',
  'mail.digest.held-said': 'Retenidas, quizá spam: {count, plural, one {# consulta} other {# consultas}}.',
  'mail.digest.replies-said':
    'Pendientes de moderación: {count, plural, one {# comentario} other {# comentarios}}.',
  'mail.sign-in.subject': 'Entrar en la redacción de {name}',
  'mail.sign-in.asked': 'Alguien ha pedido entrar en <url></url> con esta dirección.',
  'mail.sign-in.until':
    'El enlace lleva a un botón, abre la redacción una sola vez y es válido hasta el {until}. Si no fue usted, no tiene que hacer nada.',
  'mail.faults.in-file': '{count, plural, one {Un error} other {# errores}} en {file}',
  'mail.faults.in-files':
    '{count, plural, one {Un error} other {# errores}} en {files, plural, one {# archivo} other {# archivos}}',
  'mail.faults.in-files-or-more':
    '{count, plural, one {Un error} other {# errores}} en {files, plural, one {# archivo} other {# archivos}} o más',
  'mail.faults.mend':
    'Hay algo que corregir en los artículos. Un error deja un archivo fuera del sitio: lo que los lectores veían antes se queda como estaba, y un archivo nuevo aparece en cuanto esté bien. Una advertencia, por ejemplo sobre un enlace que no lleva a ninguna parte, no quita nada del sitio.',
  'mail.faults.site': 'Sitio',
  'mail.faults.noticed': 'Detectado',
  'mail.faults.once':
    'Cada error se comunica una vez, cuando nadie ha cambiado nada durante un minuto. Todos los errores, y qué archivos no ven los lectores:',
  'mail.faults.open': 'Abrir la página de contenidos de la redacción',
  'mail.faults.held': 'No están en el sitio tal como están',
  'mail.faults.where': 'Dónde (archivo, línea, columna), qué, y lo que está escrito ahí (en inglés)',
  'mail.faults.warning': '{message} (advertencia)',
  'mail.faults.more': '{count, plural, one {… y # más} other {… y # más}}',
  'mail.test.subject': 'Correo de prueba de {name}',
  'mail.test.arrives': 'Los correos de <url></url> llegan aquí.',
  'mail.test.asked-for': 'Solicitado',
}
