import type { desk as english } from '../en/desk.ts'
import type { Translation } from '../translation.ts'

export const desk: Translation<typeof english> = {
  'desk.name': 'Redacción',
  'desk.skip': 'Ir a la redacción',
  'desk.overview': 'Resumen',
  'desk.enquiries': 'Consultas',
  'desk.replies': 'Comentarios',
  'desk.mail': 'Correo',
  'desk.content': 'Contenido',
  'desk.people': 'Personas',
  'desk.figures': 'Cifras',
  'desk.count-overdue': '{count, plural, one {# vencida} other {# vencidas}}',
  'desk.count-open': '{count, plural, one {# abierta} other {# abiertas}}',
  'desk.count-waiting': '{count, plural, one {# pendiente} other {# pendientes}}',
  'desk.count-failed': '{count, plural, one {# fallido} other {# fallidos}}',
  'desk.count-faults': '{count, plural, one {# error} other {# errores}}',
  'desk.times': 'Todas las horas: {zone}.',
  'desk.sign-out': 'Cerrar sesión',
  'desk.sign-out-everywhere': 'Cerrar sesión en todas partes',
  'desk.sign-out-intro':
    'Esto termina todas sus sesiones en todos los navegadores, también en un teléfono perdido.',
  'desk.search': 'Buscar',
  'desk.find': 'Buscar',
  'desk.previous': 'Página anterior',
  'desk.next': 'Página siguiente',
  'desk.undo': 'Deshacer',
  'desk.received': 'Recibido',
  'desk.received-at': 'Recibido: {moment}',
  'desk.answer': 'Respuesta',
  'desk.publish-answer': 'Publicar respuesta',
  'desk.send-answer': 'Enviar respuesta',
  'desk.note': 'Nota',
  'desk.add-note': 'Añadir nota',
  'desk.typed': 'Lo que ha escrito',
  'desk.none': 'Ninguno.',
  'desk.changed-meanwhile': 'Aquí no se ha cambiado nada. Entretanto:',
  'desk.sentence': '{said}.',
  'desk.all-the-same': '{label} de todos modos',
  'desk.mail-warnings': 'Ver el correo',
  'span.moment': 'menos de un minuto',
  'span.minutes': '{count, plural, one {# minuto} other {# minutos}}',
  'span.hours': '{count, plural, one {# hora} other {# horas}}',
  'span.days': '{count, plural, one {# día} other {# días}}',
  'link.expired': 'Este enlace ha caducado',
  'link.used': 'Este enlace ya se ha usado',
  'link.unknown': 'Este enlace está incompleto',
  'door.title': 'Entrar en la redacción',
  'door.intro':
    'La redacción es para el equipo de este sitio. Se entra con un enlace que llega por correo; no hay contraseña.',
  'door.intro-without-mail':
    'La redacción es para el equipo de este sitio. Se entra con un enlace; no hay contraseña. No hay ningún servidor de correo configurado, así que no llega ningún enlace por correo.',
  'door.by-hand':
    'Quien administra el sitio crea un enlace al momento: <command></command>, seguido de la dirección.',
  'door.asked':
    'Si esta dirección es de alguien del equipo, un correo con un enlace va en camino. Ábralo en un plazo de {span}.',
  'door.asked-later':
    'Si esta dirección es de alguien del equipo, un correo con un enlace espera en la bandeja de salida: por ahora no sale ningún correo.',
  'door.asked-without-mail':
    'Si esta dirección es de alguien del equipo, un correo con un enlace queda guardado como archivo en la carpeta mailbox de la carpeta de datos, sin enviarse: no hay ningún servidor de correo configurado.',
  'door.out': 'Ha cerrado la sesión.',
  'door.out-everywhere': 'Ha cerrado la sesión, aquí y en todas partes.',
  'door.hint': 'La dirección en la que recibe los correos de este sitio.',
  'door.send': 'Enviar enlace',
  'door.as': 'Va a entrar como {email}.',
  'door.sign-in': 'Entrar',
  'door.once':
    'Un enlace sirve para entrar una sola vez, en un plazo de {span}. <link>Pedir uno nuevo</link>.',
  'door.beside':
    '<link>Entre en una ventana nueva</link>, vuelva después a esta y pulse el botón de abajo. Su texto no está en ningún otro sitio: cópielo si tiene que irse.',
}
