import type { deskMail as english } from '../en/desk-mail.ts'
import type { Translation } from '../translation.ts'

export const deskMail: Translation<typeof english> = {
  'outbox.kind.reply-to-staff': 'Comentario, al equipo',
  'outbox.kind.enquiry-to-staff': 'Consulta, al equipo',
  'outbox.kind.enquiry-acknowledgement': 'Acuse de recibo',
  'outbox.kind.enquiry-answer': 'Respuesta',
  'outbox.kind.promise-notice': 'Recordatorio, al equipo',
  'outbox.kind.desk-digest': 'Lista de la mañana, al equipo',
  'outbox.kind.test-mail': 'Correo de prueba',
  'outbox.kind.sign-in': 'Enlace de entrada',
  'outbox.kind.content-faults': 'Errores en artículos, al equipo',
  'outbox.status.waiting': 'Espera',
  'outbox.status.sent': 'Enviado',
  'outbox.status.filed': 'Guardado como archivo, sin enviar',
  'outbox.status.failed': 'Rechazado definitivamente',
  'outbox.status.handled': 'Atendido',
  'outbox.fate.sent': 'Enviado, {at}',
  'outbox.fate.filed': 'Guardado como archivo, sin enviar, {at}',
  'outbox.fate.failed': 'Rechazado definitivamente, {at}',
  'outbox.fate.handled': 'Atendido, {at}',
  'outbox.fate.handled-by': 'Atendido por {name}, {at}',
  'outbox.written.waiting': 'Espera, escrito: {at}',
  'outbox.written.sent': 'Enviado, escrito: {at}',
  'outbox.written.filed': 'Guardado como archivo, sin enviar, escrito: {at}',
  'outbox.written.failed': 'Rechazado definitivamente, escrito: {at}',
  'outbox.written.handled': 'Atendido, escrito: {at}',
  'outbox.fate.waits': 'Espera desde: {at}',
  'outbox.fate.tried':
    '{count, plural, one {Espera desde: {at}, # intento, el próximo en {span}} other {Espera desde: {at}, # intentos, el próximo en {span}}}',
  'outbox.fate.tried-now':
    '{count, plural, one {Espera desde: {at}, # intento, el próximo ahora} other {Espera desde: {at}, # intentos, el próximo ahora}}',
  'outbox.fate.doubtful': '{fate}; puede que haya llegado varias veces, porque no hubo respuesta',
  'outbox.to': 'a {recipient}',
  'outbox.its-reply': 'El comentario',
  'outbox.its-enquiry': 'La consulta',
  'outbox.late': '{what} a {recipient}: {fate}.',
  'outbox.answer.recipient': 'El destinatario no es una sola dirección simple',
  'outbox.answer.damaged': 'No se puede escribir: lo que se guarda de él está dañado',
  'outbox.answer.unwritable': 'No se puede escribir: {error}',
  'outbox.answer.certificate': 'El certificado del servidor de correo no se acepta ({code}): {error}',
  'outbox.health.login-refused':
    'El servidor de correo rechaza nuestra conexión: todos los correos esperan hasta que SMTP_URL sea correcto.',
  'outbox.health.not-encrypted':
    'El servidor de correo no ofrece cifrado (STARTTLS) para nuestra conexión: todos los correos esperan hasta que SMTP_URL sea correcto.',
  'outbox.health.not-trusted':
    'El certificado del servidor de correo no se acepta: todos los correos esperan hasta que el certificado o SMTP_URL sea correcto.',
  'outbox.health.unreachable':
    'El servidor de correo no acepta correos: todos esperan y saldrán cuando vuelva a responder.',
  'outbox.health.kept-as-files':
    'No hay ningún servidor de correo configurado: cada correo se guarda como archivo en la carpeta mailbox de la carpeta de datos y ninguno se envía. Quien administra el sitio define SMTP_URL y lo reinicia.',
  'outbox.health.kept-nowhere':
    'No hay ningún servidor de correo configurado, y los correos tampoco se pueden guardar como archivos: esperan hasta que se pueda escribir en la carpeta mailbox de la carpeta de datos.',
  'outbox.health.it-said': 'Dijo: {answer}',
  'outbox.health.oldest-minutes':
    '{count, plural, one {El correo más antiguo lleva # minuto esperando.} other {El correo más antiguo lleva # minutos esperando.}}',
  'outbox.health.oldest-hours':
    '{count, plural, one {El correo más antiguo lleva # hora esperando.} other {El correo más antiguo lleva # horas esperando.}}',
  'outbox.health.failed':
    '{count, plural, one {# correo se ha rechazado definitivamente.} other {# correos se han rechazado definitivamente.}}',
  'outbox.health.wrongly-refused':
    '{count, plural, one {El servidor de correo rechaza definitivamente # correo, a nuestro propio equipo o a varias personas seguidas: lo más probable es que esté mal configurado. Se vuelve a intentar durante un día.} other {El servidor de correo rechaza definitivamente # correos, a nuestro propio equipo o a varias personas seguidas: lo más probable es que esté mal configurado. Se vuelven a intentar durante un día.}}',
  'outbox.health.doubtful':
    '{count, plural, one {El servidor de correo deja # correo sin respuesta cuando ya tiene todo el texto: cada intento puede ser una copia, por eso hay horas entre ellos. Mire qué filtra los correos allí.} other {El servidor de correo deja # correos sin respuesta cuando ya tiene todo el texto: cada intento puede ser una copia, por eso hay horas entre ellos. Mire qué filtra los correos allí.}}',
  'outbox.health.from-future':
    '{count, plural, one {# correo que espera se creó en el futuro: compruebe si el reloj va bien.} other {# correos que esperan se crearon en el futuro: compruebe si el reloj va bien.}}',
  'outbox.told.again': 'El correo va de nuevo en camino.',
  'outbox.told.again-later':
    'El correo está de nuevo en la bandeja de salida y espera hasta que salgan correos.',
  'outbox.told.again-never':
    'El correo se guarda otra vez como archivo, sin enviarse: no hay ningún servidor de correo configurado.',
  'outbox.told.all': 'Todos los correos rechazados van de nuevo en camino.',
  'outbox.told.all-later':
    'Todos los correos rechazados están de nuevo en la bandeja de salida y esperan hasta que salgan correos.',
  'outbox.told.all-never':
    'Todos los correos rechazados se guardan ahora como archivos, sin enviarse: no hay ningún servidor de correo configurado.',
  'outbox.told.none': 'No se ha cambiado nada: ya no hay correos rechazados.',
  'outbox.told.handled': 'El correo queda apartado como atendido.',
  'outbox.told.ticked-handled':
    '{count, plural, one {# correo queda apartado como atendido.} other {# correos quedan apartados como atendidos.}}',
  'outbox.told.ticked-again':
    '{count, plural, one {# correo está de nuevo en la bandeja de salida.} other {# correos están de nuevo en la bandeja de salida.}}',
  'outbox.told.ticked-left':
    '{count, plural, one {# más se modificó entretanto y queda como está.} other {# más se modificaron entretanto y quedan como están.}}',
  'outbox.told.none-ticked': 'No se ha cambiado nada: marque al menos un correo y pulse un botón.',
  'outbox.told.missing': 'No se ha cambiado nada: este correo ya no se conserva.',
  'outbox.told.test':
    'Un correo de prueba a cada miembro del equipo está en la bandeja de salida. Llega en un minuto si el correo funciona.',
  'outbox.told.test-later':
    'Un correo de prueba a cada miembro del equipo está en la bandeja de salida y espera: por ahora no sale ningún correo.',
  'outbox.told.test-never':
    'Un correo de prueba a cada miembro del equipo se guarda como archivo, sin enviarse: no hay ningún servidor de correo configurado.',
  'outbox.list.failed': 'Rechazados definitivamente',
  'outbox.list.retrying': 'Aplazados por el servidor',
  'outbox.list.waiting': 'En espera',
  'outbox.list.filed': 'Guardados como archivos, sin enviar',
  'outbox.list.failed-none': 'No se ha rechazado ningún correo.',
  'outbox.list.retrying-none': 'No hay correos aplazados.',
  'outbox.list.waiting-none': 'No hay correos en espera.',
  'outbox.list.filed-none': 'No se ha guardado ningún correo como archivo.',
  'outbox.working': 'El correo funciona.',
  'outbox.files-in-short': 'Los correos se guardan como archivos, sin enviarse.',
  'outbox.wrong-in-short': 'Algo va mal: está indicado arriba.',
  'outbox.count-waiting': '{count, number} en espera.',
  'outbox.send-test': 'Enviar un correo de prueba',
  'outbox.send-all-again': 'Reenviar todos',
  'outbox.tick-all': 'Marcar todos',
  'outbox.send-again': 'Reenviar',
  'outbox.handled': 'Atendido',
  'outbox.about-files':
    'Se escribieron cuando no había ningún servidor de correo configurado y no llegaron a nadie. Ninguno sale por sí solo: reenvíe lo que todavía sirva.',
  'outbox.about-files-never':
    'Se escribieron cuando no había ningún servidor de correo configurado y no llegaron a nadie. Cuando haya uno, cada correo podrá enviarse desde aquí.',
}
