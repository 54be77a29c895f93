import type { errors as english } from '../en/errors.ts'
import type { Translation } from '../translation.ts'

export const errors: Translation<typeof english> = {
  'error.empty.comment': 'Escriba su comentario',
  'error.empty.name': 'Escriba su nombre',
  'error.empty.email': 'Escriba su dirección de correo electrónico',
  'error.empty.requirements': 'Escriba lo que necesita',
  'error.empty.answer': 'Escriba su respuesta',
  'error.too-short.comment': 'Su comentario debe tener {least, number} caracteres como mínimo',
  'error.too-long.comment':
    'Su comentario debe tener {most, number} caracteres como máximo; tiene {length, number}',
  'error.too-long.name': 'Su nombre debe tener {most, number} caracteres como máximo; tiene {length, number}',
  'error.too-long.email':
    'Su dirección de correo debe tener {most, number} caracteres como máximo; tiene {length, number}',
  'error.too-long.website':
    'La dirección de su sitio web debe tener {most, number} caracteres como máximo; tiene {length, number}',
  'error.too-long.phone':
    'Su número de teléfono debe tener {most, number} caracteres como máximo; tiene {length, number}',
  'error.too-long.organisation':
    'El nombre de su organización debe tener {most, number} caracteres como máximo; tiene {length, number}',
  'error.too-long.requirements':
    'Lo que necesita debe ocupar {most, number} caracteres como máximo; ocupa {length, number}',
  'error.too-long.answer':
    'Su respuesta debe tener {most, number} caracteres como máximo; tiene {length, number}',
  'error.email.format': 'Escriba una dirección de correo válida, como nombre@example.com',
  'error.email.one': 'Escriba una sola dirección de correo',
  'error.email.accented':
    'Escriba una dirección de correo que antes de la @ solo tenga letras sin acentos, cifras y signos',
  'error.email.unseen': 'Escriba de nuevo su dirección de correo: contiene un carácter invisible',
  'error.website.format': 'Escriba una dirección de sitio web válida, como https://example.com',
  'error.phone.format': 'Escriba un número de teléfono, como 910 000 000 o +34 910 000 000',
  'error.article-gone': 'Este artículo ya no está aquí.',
  'error.request.title': 'No se ha entendido',
  'error.request.unreadable': 'No se ha podido leer la solicitud. Vuelva atrás e inténtelo de nuevo.',
  'error.request.too-long':
    'La solicitud es demasiado larga para leerla. Borre las cookies de este sitio o use una dirección más corta.',
  'error.request.too-slow':
    'La solicitud ha tardado demasiado en llegar. Compruebe su conexión e inténtelo de nuevo.',
  'faults.title': 'Errores',
  'faults.in-file': '{count, plural, one {Un error en este archivo} other {Errores en este archivo}}',
}
