import type { errors as english } from '../en/errors.ts'
import type { Translation } from '../translation.ts'

export const errors: Translation<typeof english> = {
  'error.empty.comment': 'Geben Sie Ihren Kommentar ein',
  'error.empty.name': 'Geben Sie Ihren Namen ein',
  'error.empty.email': 'Geben Sie Ihre E-Mail-Adresse ein',
  'error.empty.requirements': 'Geben Sie Ihr Anliegen ein',
  'error.empty.answer': 'Geben Sie Ihre Antwort ein',
  'error.too-short.comment': 'Ihr Kommentar muss mindestens {least, number} Zeichen haben',
  'error.too-long.comment':
    'Ihr Kommentar darf höchstens {most, number} Zeichen haben; er hat {length, number}',
  'error.too-long.name': 'Ihr Name darf höchstens {most, number} Zeichen haben; er hat {length, number}',
  'error.too-long.email':
    'Ihre E-Mail-Adresse darf höchstens {most, number} Zeichen haben; sie hat {length, number}',
  'error.too-long.website':
    'Die Adresse Ihrer Website darf höchstens {most, number} Zeichen haben; sie hat {length, number}',
  'error.too-long.phone':
    'Ihre Telefonnummer darf höchstens {most, number} Zeichen haben; sie hat {length, number}',
  'error.too-long.organisation':
    'Der Name Ihrer Organisation darf höchstens {most, number} Zeichen haben; er hat {length, number}',
  'error.too-long.requirements':
    'Ihr Anliegen darf höchstens {most, number} Zeichen haben; es hat {length, number}',
  'error.too-long.answer':
    'Ihre Antwort darf höchstens {most, number} Zeichen haben; sie hat {length, number}',
  'error.email.format': 'Geben Sie eine gültige E-Mail-Adresse ein, etwa name@example.com',
  'error.email.one': 'Geben Sie nur eine E-Mail-Adresse ein',
  'error.email.accented':
    'Geben Sie eine E-Mail-Adresse ein, die vor dem @ keine Umlaute oder Akzente hat, nur einfache Buchstaben, Ziffern und Zeichen',
  'error.email.unseen': 'Geben Sie Ihre E-Mail-Adresse noch einmal ein: Sie enthält ein unsichtbares Zeichen',
  'error.website.format': 'Geben Sie eine gültige Adresse einer Website ein, etwa https://example.com',
  'error.phone.format': 'Geben Sie eine Telefonnummer ein, etwa 030 23125 014 oder +49 30 23125 014',
  'error.article-gone': 'Diesen Artikel gibt es hier nicht mehr.',
  'error.request.title': 'Nicht verstanden',
  'error.request.unreadable':
    'Die Anfrage konnte nicht gelesen werden. Gehen Sie zurück und versuchen Sie es noch einmal.',
  'error.request.too-long':
    'Die Anfrage ist zu lang, um gelesen zu werden. Löschen Sie die Cookies dieser Website oder verwenden Sie eine kürzere Adresse.',
  'error.request.too-slow':
    'Die Anfrage kam zu langsam an. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  'faults.title': 'Fehler',
  'faults.in-file': '{count, plural, one {Ein Fehler in dieser Datei} other {Fehler in dieser Datei}}',
}
