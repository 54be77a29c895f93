import type { deskReplies as english } from '../en/desk-replies.ts'
import type { Translation } from '../translation.ts'

export const deskReplies: Translation<typeof english> = {
  'desk-reply.queues': 'Listen',
  'desk-reply.gone': 'Dieser Kommentar ist nicht mehr gespeichert',
  'desk-reply.ticked': 'Alle angekreuzten',
  'desk-reply.filtered': '{count, plural, one {# Kommentar} other {# Kommentare}} {filters}.',
  'desk-reply.with': 'mit „{text}“',
  'desk-reply.to-article': 'zum Artikel „{title}“',
  'desk-reply.by': 'von {email}',
  'desk-reply.show-all': 'Alle zeigen',
  'desk-reply.answer-hint': 'Alle können sie lesen: Sie steht unter diesem Kommentar, im Namen von {site}.',
  'desk-reply.erased': 'Die Angaben zur Person wurden gelöscht',
  'desk-reply.a-reader': 'Ein Leser',
  'desk-reply.to': 'zu <article></article> (<all>alle dazu</all>)',
  'desk-reply.from-to': '<name></name> zu „<title></title>“',
  'desk-reply.no-article': '/articles/{slug} (kein Artikel hat jetzt diese Adresse)',
  'desk-reply.withdraw': 'Zurückziehen',
  'desk-reply.waiting': '{waiting, number} wartend',
  'desk-reply.held': '{held, number} als zweifelhaft zurückgehalten',
  'desk-reply.waiting-held': '<waiting></waiting>, <held></held>',
  'desk-reply.no-one-waits': 'Kein Kommentar wartet.',
  'desk-reply.none-fits': 'Kein Kommentar passt.',
  'desk-reply.none-for-you': 'Kein Kommentar wartet auf Sie.',
  'desk-reply.none-held': 'Nichts wird zurückgehalten.',
  'desk-reply.none-in-bin': 'Der Papierkorb ist leer. Was hineinkommt, wird aufbewahrt: {span}.',
  'desk-reply.none-yet': 'Es gibt noch keine Kommentare.',
  'became.waiting': '{count, plural, one {# Kommentar wartet wieder.} other {# Kommentare warten wieder.}}',
  'became.held': '{count, plural, one {# Kommentar zurückgehalten.} other {# Kommentare zurückgehalten.}}',
  'became.approved': '{count, plural, one {# Kommentar freigegeben.} other {# Kommentare freigegeben.}}',
  'became.rejected': '{count, plural, one {# Kommentar abgelehnt.} other {# Kommentare abgelehnt.}}',
  'became.spam':
    '{count, plural, one {# Kommentar als Spam markiert.} other {# Kommentare als Spam markiert.}}',
  'became.bin':
    '{count, plural, one {# Kommentar in den Papierkorb gelegt.} other {# Kommentare in den Papierkorb gelegt.}}',
  'desk-reply.overtaken': 'Diese Entscheidung wurde zurückgenommen, oder eine andere ist gefolgt.',
  'desk-reply.none-ticked':
    'Es wurde nichts entschieden: Kreuzen Sie mindestens einen Kommentar an und drücken Sie dann einen Knopf.',
  'desk-reply.unchanged': 'Es wurde nichts geändert: Worum es ging, ist nicht mehr gespeichert.',
  'desk-reply.put-back':
    '{count, plural, one {# Kommentar ist wieder, wo er war.} other {# Kommentare sind wieder, wo sie waren.}}',
  'desk-reply.nothing-to-undo': 'Es gab nichts mehr rückgängig zu machen.',
  'desk-reply.answered': 'Ihre Antwort steht unter dem Artikel.',
  'desk-reply.answer-gone': 'Es wurde nichts geändert: Diese Antwort war schon zurückgezogen.',
  'desk-reply.withdrawn': 'Die Antwort ist vom Artikel zurückgezogen.',
  'desk-reply.of': '„{name}“: {change}.',
  'desk-reply.unpublished-gone':
    'Es wurde nichts veröffentlicht. Dieser Kommentar ist nicht mehr gespeichert.',
  'desk-reply.not-approved':
    'Es wurde nichts veröffentlicht. Inzwischen: {change}. Nur ein veröffentlichter Kommentar kann beantwortet werden: Kopieren Sie Ihren Text und drücken Sie „Freigeben“, wenn er es sein soll.',
  'desk-reply.stale':
    'Es wurde nichts veröffentlicht. Inzwischen: {change}. Veröffentlichen Sie Ihre Antwort trotzdem, wenn sie noch passt.',
}
