import type { mail as english } from '../en/mail.ts'
import type { Translation } from '../translation.ts'

export const mail: Translation<typeof english> = {
  'mail.label': '<label></label>:',
  'mail.comma': '{first}, {then}',
  'mail.address': 'Adresse',
  'mail.received': 'Eingegangen',
  'mail.reference': 'Zeichen',
  'mail.assigned-to': 'Zugewiesen an',
  'mail.nobody': 'niemand',
  'mail.link-changes-nothing': 'Den Link zu öffnen ändert nichts.',
  'mail.reply.subject': 'Kommentar zu „{title}“ von {name}',
  'mail.reply.waits':
    'Ein Kommentar zu einem Artikel wartet auf Freigabe. Niemand sieht ihn, bevor Sie ihn freigeben.',
  'mail.reply.typed': 'Der Kommentar, wie er geschrieben wurde',
  'mail.reply.decide': 'Freigeben, ablehnen oder als Spam markieren',
  'mail.reply.foot':
    'Den Link zu öffnen ändert nichts. Wer auf diese E-Mail antwortet, schreibt der Person, die kommentiert hat.',
  'mail.enquiry.subject': 'Anfrage {reference} von {name}',
  'mail.enquiry.typed': 'Das Anliegen, wie es geschrieben wurde',
  'mail.enquiry.mark': 'Als in Bearbeitung, beantwortet oder Spam markieren',
  'mail.enquiry.foot':
    'Wer auf diese E-Mail antwortet, schreibt der anfragenden Person, und die Anfrage bleibt offen: Erinnerungen folgen, bis jemand auf der Seite hinter dem Link auf „{button}“ drückt. Den Link zu öffnen ändert nichts.',
  'mail.enquiry.foot-answered':
    'Wer auf diese E-Mail antwortet, schreibt der anfragenden Person. Den Link zu öffnen ändert nichts.',
  'mail.enquiry.please': 'Bitte melden Sie sich bis {by}: Das ist zugesagt.',
  'mail.enquiry.please-at-once': 'Bitte melden Sie sich sofort: Das war bis {by} zugesagt.',
  'mail.released.in_progress.by':
    'Diese Anfrage war als zweifelhaft zurückgehalten, bis {name} sie freigegeben hat: Sie ist als in Bearbeitung markiert.',
  'mail.released.in_progress.other':
    'Diese Anfrage war als zweifelhaft zurückgehalten, bis jemand aus dem Team sie freigegeben hat: Sie ist als in Bearbeitung markiert.',
  'mail.released.answered.by':
    'Diese Anfrage war als zweifelhaft zurückgehalten, bis {name} sie freigegeben hat: Sie ist als beantwortet markiert.',
  'mail.released.answered.other':
    'Diese Anfrage war als zweifelhaft zurückgehalten, bis jemand aus dem Team sie freigegeben hat: Sie ist als beantwortet markiert.',
  'mail.acknowledgement.subject': 'Ihre Anfrage {reference} ist bei uns',
  'mail.acknowledgement.thanks': 'Danke für Ihre Anfrage an {name}.',
  'mail.acknowledgement.promise': 'Wir melden uns bis {by}, um Ihr Anliegen zu besprechen.',
  'mail.acknowledgement.late':
    'Wir hatten zugesagt, uns bis {by} zu melden. Es tut uns leid, dass diese Zeit verstrichen ist: Wir melden uns, sobald wir können.',
  'mail.acknowledgement.answered':
    'Wir hatten zugesagt, uns bis {by} zu melden, und haben Ihre Anfrage als beantwortet markiert. Wenn noch etwas offen ist, schreiben Sie uns bitte.',
  'mail.acknowledgement.give-reference': 'Wenn Sie uns dazu schreiben, nennen Sie bitte das Zeichen.',
  'mail.acknowledgement.write': 'Schreiben',
  'mail.acknowledgement.call': 'Anrufen',
  'mail.acknowledgement.visit': 'Besuchen',
  'mail.acknowledgement.entered':
    'Ihre E-Mail-Adresse wurde in das Anfrageformular auf <url></url> eingegeben. Wenn Sie das nicht waren, müssen Sie nichts tun.',
  'mail.answer.foot': '{name} · Ihr Zeichen: {reference}',
  'mail.notice.reminder': 'Zwei Drittel der zugesagten Zeit sind vorbei.',
  'mail.notice.escalation': 'Die zugesagte Zeit ist fast vorbei.',
  'mail.notice.overdue': 'Die zugesagte Zeit ist vorbei, und niemand hat eine Antwort vermerkt.',
  'mail.notice.reminder.one': 'Erinnerung: Anfrage {reference} bis {by} beantworten',
  'mail.notice.escalation.one': 'Dringend: Anfrage {reference} bis {by} beantworten',
  'mail.notice.overdue.one': 'Überfällig: Für die Anfrage {reference} war eine Antwort bis {by} zugesagt',
  'mail.notice.reminder.many':
    'Erinnerung: {count, plural, one {# Anfrage wartet} other {# Anfragen warten}} auf Antwort',
  'mail.notice.escalation.many':
    'Dringend: Die zugesagte Zeit von {count, plural, one {# Anfrage} other {# Anfragen}} ist fast vorbei',
  'mail.notice.overdue.many':
    'Überfällig: Für {count, plural, one {# Anfrage} other {# Anfragen}} war eine Antwort zugesagt',
  'mail.notice.read': 'Lesen und vermerken, wie es steht',
  'mail.listed.due': '<who></who>, Antwort bis {by}',
  'mail.listed.due-assigned': '<who></who>, Antwort bis {by}, zugewiesen an {assigned}',
  'mail.listed.overdue': '<who></who>, überfällig seit {by}',
  'mail.listed.overdue-assigned': '<who></who>, überfällig seit {by}, zugewiesen an {assigned}',
  'mail.listed.more': '{count, plural, one {Und # weitere.} other {Und # weitere.}}',
  'mail.digest.subject': 'Heute Morgen: {items}',
  'mail.digest.open': '{count, plural, one {# offene Anfrage} other {# offene Anfragen}}',
  'mail.digest.open-overdue':
    '{count, plural, one {# offene Anfrage} other {# offene Anfragen}} ({overdue, number} überfällig)',
  'mail.digest.held': '{count, plural, one {# zurückgehaltene Anfrage} other {# zurückgehaltene Anfragen}}',
  'mail.digest.replies': '{count, plural, one {# Kommentar zur Freigabe} other {# Kommentare zur Freigabe}}',
  'mail.digest.open-at': 'Das ist offen, Stand {at}.',
  'mail.digest.held-said':
    'Zurückgehalten, vielleicht Spam: {count, plural, one {# Anfrage} other {# Anfragen}}.',
  'mail.digest.replies-said': 'Warten auf Freigabe: {count, plural, one {# Kommentar} other {# Kommentare}}.',
  'mail.sign-in.subject': 'Anmelden in der Redaktion von {name}',
  'mail.sign-in.asked': 'Jemand möchte sich auf <url></url> mit dieser Adresse anmelden.',
  'mail.sign-in.until':
    'Der Link führt zu einem Knopf, öffnet die Redaktion einmal und gilt bis {until}. Wenn Sie das nicht waren, müssen Sie nichts tun.',
  'mail.faults.in-file': '{count, plural, one {Ein Fehler} other {# Fehler}} in {file}',
  'mail.faults.in-files':
    '{count, plural, one {Ein Fehler} other {# Fehler}} in {files, plural, one {# Datei} other {# Dateien}}',
  'mail.faults.in-files-or-more':
    '{count, plural, one {Ein Fehler} other {# Fehler}} in {files, plural, one {# Datei} other {# Dateien}} oder mehr',
  'mail.faults.mend':
    'In den Artikeln ist etwas zu beheben. Ein Fehler hält eine Datei von der Website fern: Was Leser vorher davon sahen, bleibt, wie es war, und eine neue Datei erscheint, sobald sie stimmt. Eine Warnung, etwa zu einem Link, der nirgendwohin führt, nimmt nichts von der Website.',
  'mail.faults.site': 'Website',
  'mail.faults.noticed': 'Bemerkt',
  'mail.faults.once':
    'Jeder Fehler wird einmal gemeldet, wenn eine Minute lang niemand etwas geändert hat. Alle Fehler, und welche Dateien Leser nicht sehen:',
  'mail.faults.open': 'Die Inhaltsseite der Redaktion öffnen',
  'mail.faults.held': 'So, wie sie sind, nicht auf der Website',
  'mail.faults.where': 'Wo (Datei, Zeile, Spalte), was, und was dort steht (auf Englisch)',
  'mail.faults.warning': '{message} (Warnung)',
  'mail.faults.more': '{count, plural, one {… und # weiterer} other {… und # weitere}}',
  'mail.test.subject': 'Test-E-Mail von {name}',
  'mail.test.arrives': 'E-Mails von <url></url> kommen hier an.',
  'mail.test.asked-for': 'Angefordert',
}
