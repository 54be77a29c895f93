import type { forms as english } from '../en/forms.ts'
import type { Translation } from '../translation.ts'

export const forms: Translation<typeof english> = {
  'form.problem': 'Hay un problema',
  'form.error': 'Error:',
  'form.offline':
    'No hemos podido conectar con el sitio. Lo que ha escrito sigue aquí: compruebe su conexión y vuelva a pulsar el botón.',
  'form.empty-field': 'Deje este campo vacío',
  'form.name': 'Nombre',
  'form.email': 'Correo electrónico',
  'form.privacy': 'Cómo tratamos sus datos',
  'reply.heading': 'Deje un comentario',
  'reply.readers':
    '<strong>Todo el mundo puede leer un comentario.</strong> Su nombre y su texto se muestran públicamente en esta página en cuanto nuestro equipo los aprueba. Para cualquier asunto personal o médico, escriba mejor <link>una consulta</link>.',
  'reply.intro':
    'Su dirección de correo electrónico no se publicará. Los campos obligatorios están marcados con *',
  'reply.comment': 'Comentario',
  'reply.comment-hint': 'Hasta {most, number} caracteres, en texto sin formato.',
  'reply.website': 'Sitio web',
  'reply.data':
    'Nuestro equipo lee cada comentario antes de que aparezca. Su nombre, su sitio web y su comentario se muestran después debajo de este artículo; su dirección de correo se queda con nosotros.',
  'reply.send': 'Publicar comentario',
  'enquiry.heading': 'Consulta',
  'enquiry.readers': '<strong>Solo nuestro equipo lee una consulta.</strong> Nunca aparece en este sitio.',
  'enquiry.about': 'Esta consulta se refiere a «<title></title>».',
  'enquiry.intro':
    'Nos pondremos en contacto con usted {within} para hablar de lo que necesita. Complete sus datos a continuación.',
  'enquiry.phone': 'Teléfono',
  'enquiry.organisation': 'Organización',
  'enquiry.requirements': 'Lo que necesita',
  'enquiry.requirements-hint': 'Hasta {most, number} caracteres.',
  'enquiry.data':
    'Los campos obligatorios están marcados con *. Nuestro equipo lee lo que envía, le responde y no lo utiliza para nada más.',
  'enquiry.send': 'Enviar consulta',
  'enquiry.invite-heading': '¿Tiene una pregunta personal?',
  'enquiry.invite':
    '<strong>Solo nuestro equipo lee una consulta.</strong> Nunca aparece en este sitio, y nos pondremos en contacto con usted {within}.',
  'enquiry.invite-link': 'Escribir una consulta',
  'enquiry.moved':
    'Esta página ya no admite consultas. No se ha perdido nada: pulse otra vez el botón y la suya se enviará desde la página de contacto.',
}
