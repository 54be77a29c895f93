import type { forms as english } from '../en/forms.ts'
import type { Translation } from '../translation.ts'

export const forms: Translation<typeof english> = {
  'form.problem': 'Es gibt ein Problem',
  'form.error': 'Fehler:',
  'form.offline':
    'Wir konnten die Website nicht erreichen. Ihr Text ist noch da: Prüfen Sie Ihre Verbindung und drücken Sie dann noch einmal auf den Knopf.',
  'form.empty-field': 'Lassen Sie dieses Feld leer',
  'form.name': 'Name',
  'form.email': 'E-Mail-Adresse',
  'form.privacy': 'Wie wir mit Ihren Daten umgehen',
  'reply.heading': 'Einen Kommentar schreiben',
  'reply.readers':
    '<strong>Einen Kommentar können alle lesen.</strong> Ihr Name und Ihr Text stehen öffentlich auf dieser Seite, sobald unser Team sie freigegeben hat. Für Persönliches oder Medizinisches schreiben Sie bitte stattdessen <link>eine Anfrage</link>.',
  'reply.intro': 'Ihre E-Mail-Adresse wird nicht veröffentlicht. Pflichtfelder sind mit * gekennzeichnet',
  'reply.comment': 'Kommentar',
  'reply.comment-hint': 'Höchstens {most, number} Zeichen, als einfacher Text.',
  'reply.website': 'Website',
  'reply.data':
    'Jeder Kommentar wird von uns gelesen, bevor er erscheint. Ihr Name, Ihre Website und Ihr Kommentar stehen dann unter diesem Artikel; Ihre E-Mail-Adresse bleibt bei uns.',
  'reply.send': 'Kommentar abschicken',
  'enquiry.heading': 'Anfrage',
  'enquiry.readers':
    '<strong>Eine Anfrage liest nur unser Team.</strong> Sie erscheint nie auf dieser Website.',
  'enquiry.about': 'In dieser Anfrage geht es um „<title></title>“.',
  'enquiry.intro':
    'Wir melden uns {within} bei Ihnen, um Ihr Anliegen zu besprechen. Bitte füllen Sie die Felder unten aus.',
  'enquiry.phone': 'Telefon',
  'enquiry.organisation': 'Organisation',
  'enquiry.requirements': 'Ihr Anliegen',
  'enquiry.requirements-hint': 'Höchstens {most, number} Zeichen.',
  'enquiry.data':
    'Pflichtfelder sind mit * gekennzeichnet. Wir lesen, was Sie schreiben, beantworten es und verwenden es für nichts anderes.',
  'enquiry.send': 'Anfrage senden',
  'enquiry.invite-heading': 'Haben Sie eine eigene Frage?',
  'enquiry.invite':
    '<strong>Eine Anfrage liest nur unser Team.</strong> Sie erscheint nie auf dieser Website, und wir melden uns {within} bei Ihnen.',
  'enquiry.invite-link': 'Eine Anfrage schreiben',
  'enquiry.moved':
    'Auf dieser Seite werden keine Anfragen mehr angenommen. Nichts ist verloren: Drücken Sie die Schaltfläche noch einmal, dann geht Ihre Anfrage von der Kontaktseite ab.',
}
