import type { deskMail as english } from '../en/desk-mail.ts'
import type { Translation } from '../translation.ts'

export const deskMail: Translation<typeof english> = {
  'outbox.kind.reply-to-staff': 'Kommentar, an das Team',
  'outbox.kind.enquiry-to-staff': 'Anfrage, an das Team',
  'outbox.kind.enquiry-acknowledgement': 'Eingangsbestätigung',
  'outbox.kind.enquiry-answer': 'Antwort',
  'outbox.kind.promise-notice': 'Erinnerung, an das Team',
  'outbox.kind.desk-digest': 'Morgenliste, an das Team',
  'outbox.kind.test-mail': 'Test-Mail',
  'outbox.kind.sign-in': 'Anmeldelink',
  'outbox.kind.content-faults': 'Fehler in Artikeln, an das Team',
  'outbox.status.waiting': 'Wartet',
  'outbox.status.sent': 'Gesendet',
  'outbox.status.filed': 'Als Datei aufbewahrt, nicht gesendet',
  'outbox.status.failed': 'Endgültig abgelehnt',
  'outbox.status.handled': 'Erledigt',
  'outbox.fate.sent': 'Gesendet, {at}',
  'outbox.fate.filed': 'Als Datei aufbewahrt, nicht gesendet, {at}',
  'outbox.fate.failed': 'Endgültig abgelehnt, {at}',
  'outbox.fate.handled': 'Erledigt, {at}',
  'outbox.fate.handled-by': 'Erledigt von {name}, {at}',
  'outbox.written.waiting': 'Wartet, geschrieben: {at}',
  'outbox.written.sent': 'Gesendet, geschrieben: {at}',
  'outbox.written.filed': 'Als Datei aufbewahrt, nicht gesendet, geschrieben: {at}',
  'outbox.written.failed': 'Endgültig abgelehnt, geschrieben: {at}',
  'outbox.written.handled': 'Erledigt, geschrieben: {at}',
  'outbox.fate.waits': 'Wartet seit: {at}',
  'outbox.fate.tried':
    '{count, plural, one {Wartet seit: {at}, einmal versucht, noch {span} bis zum nächsten Versuch} other {Wartet seit: {at}, #-mal versucht, noch {span} bis zum nächsten Versuch}}',
  'outbox.fate.tried-now':
    '{count, plural, one {Wartet seit: {at}, einmal versucht, nächster Versuch jetzt} other {Wartet seit: {at}, #-mal versucht, nächster Versuch jetzt}}',
  'outbox.fate.doubtful': '{fate}; sie ist vielleicht mehrmals angekommen, da keine Antwort kam',
  'outbox.to': 'an {recipient}',
  'outbox.its-reply': 'Der Kommentar',
  'outbox.its-enquiry': 'Die Anfrage',
  'outbox.late': '{what} an {recipient}: {fate}.',
  'outbox.answer.recipient': 'Der Empfänger ist keine einzelne, einfache Adresse',
  'outbox.answer.damaged': 'Sie kann nicht geschrieben werden: Was davon gespeichert ist, ist beschädigt',
  'outbox.answer.unwritable': 'Sie kann nicht geschrieben werden: {error}',
  'outbox.answer.certificate': 'Das Zertifikat des Mailservers wird nicht akzeptiert ({code}): {error}',
  'outbox.health.login-refused':
    'Der Mailserver lehnt unsere Anmeldung ab: Alle E-Mails warten, bis SMTP_URL stimmt.',
  'outbox.health.not-encrypted':
    'Der Mailserver bietet für unsere Anmeldung keine Verschlüsselung (STARTTLS): Alle E-Mails warten, bis SMTP_URL stimmt.',
  'outbox.health.not-trusted':
    'Das Zertifikat des Mailservers wird nicht akzeptiert: Alle E-Mails warten, bis das Zertifikat oder SMTP_URL stimmt.',
  'outbox.health.unreachable':
    'Der Mailserver nimmt keine E-Mails an: Alle warten und gehen hinaus, sobald er wieder antwortet.',
  'outbox.health.kept-as-files':
    'Es ist kein Mailserver eingerichtet: Jede E-Mail wird als Datei im Ordner mailbox des Datenordners aufbewahrt, keine wird gesendet. Wer die Website betreibt, setzt SMTP_URL und startet sie neu.',
  'outbox.health.kept-nowhere':
    'Es ist kein Mailserver eingerichtet, und E-Mails können auch nicht als Dateien aufbewahrt werden: Sie warten, bis der Ordner mailbox im Datenordner beschreibbar ist.',
  'outbox.health.it-said': 'Er sagte: {answer}',
  'outbox.health.oldest-minutes':
    '{count, plural, one {Die älteste E-Mail wartet seit # Minute.} other {Die älteste E-Mail wartet seit # Minuten.}}',
  'outbox.health.oldest-hours':
    '{count, plural, one {Die älteste E-Mail wartet seit # Stunde.} other {Die älteste E-Mail wartet seit # Stunden.}}',
  'outbox.health.failed':
    '{count, plural, one {# E-Mail wurde endgültig abgelehnt.} other {# E-Mails wurden endgültig abgelehnt.}}',
  'outbox.health.wrongly-refused':
    '{count, plural, one {Der Mailserver lehnt # E-Mail endgültig ab, an unser eigenes Team oder an mehrere Personen hintereinander: Wahrscheinlich ist er falsch eingerichtet. Sie wird einen Tag lang wieder versucht.} other {Der Mailserver lehnt # E-Mails endgültig ab, an unser eigenes Team oder an mehrere Personen hintereinander: Wahrscheinlich ist er falsch eingerichtet. Sie werden einen Tag lang wieder versucht.}}',
  'outbox.health.doubtful':
    '{count, plural, one {Der Mailserver lässt # E-Mail ohne Antwort, obwohl er den ganzen Text hat: Jeder Versuch kann eine weitere Kopie sein, darum liegen Stunden dazwischen. Sehen Sie nach, was dort E-Mails filtert.} other {Der Mailserver lässt # E-Mails ohne Antwort, obwohl er den ganzen Text hat: Jeder Versuch kann eine weitere Kopie sein, darum liegen Stunden dazwischen. Sehen Sie nach, was dort E-Mails filtert.}}',
  'outbox.health.from-future':
    '{count, plural, one {# wartende E-Mail stammt aus der Zukunft: Prüfen Sie, ob die Uhr richtig geht.} other {# wartende E-Mails stammen aus der Zukunft: Prüfen Sie, ob die Uhr richtig geht.}}',
  'outbox.told.again': 'Die E-Mail ist wieder unterwegs.',
  'outbox.told.again-later': 'Die E-Mail ist wieder im Postausgang und wartet, bis E-Mails hinausgehen.',
  'outbox.told.again-never':
    'Die E-Mail wird wieder als Datei aufbewahrt, nicht gesendet: Es ist kein Mailserver eingerichtet.',
  'outbox.told.all': 'Alle abgelehnten E-Mails sind wieder unterwegs.',
  'outbox.told.all-later':
    'Alle abgelehnten E-Mails sind wieder im Postausgang und warten, bis E-Mails hinausgehen.',
  'outbox.told.all-never':
    'Alle abgelehnten E-Mails werden jetzt als Dateien aufbewahrt, nicht gesendet: Es ist kein Mailserver eingerichtet.',
  'outbox.told.none': 'Es wurde nichts geändert: Es gibt keine abgelehnten E-Mails mehr.',
  'outbox.told.handled': 'Die E-Mail ist als erledigt beiseitegelegt.',
  'outbox.told.ticked-handled':
    '{count, plural, one {# E-Mail ist als erledigt beiseitegelegt.} other {# E-Mails sind als erledigt beiseitegelegt.}}',
  'outbox.told.ticked-again':
    '{count, plural, one {# E-Mail ist wieder im Postausgang.} other {# E-Mails sind wieder im Postausgang.}}',
  'outbox.told.ticked-left':
    '{count, plural, one {# weitere wurde inzwischen geändert und bleibt, wie sie ist.} other {# weitere wurden inzwischen geändert und bleiben, wie sie sind.}}',
  'outbox.told.none-ticked':
    'Es wurde nichts geändert: Kreuzen Sie mindestens eine E-Mail an und drücken Sie dann einen Knopf.',
  'outbox.told.missing': 'Es wurde nichts geändert: Diese E-Mail ist nicht mehr gespeichert.',
  'outbox.told.test':
    'Eine Test-Mail an jede Person im Team ist im Postausgang. Sie kommt binnen einer Minute an, wenn der Versand funktioniert.',
  'outbox.told.test-later':
    'Eine Test-Mail an jede Person im Team ist im Postausgang und wartet: Zurzeit geht keine E-Mail hinaus.',
  'outbox.told.test-never':
    'Eine Test-Mail an jede Person im Team wird als Datei aufbewahrt, nicht gesendet: Es ist kein Mailserver eingerichtet.',
  'outbox.list.failed': 'Endgültig abgelehnt',
  'outbox.list.retrying': 'Vom Server aufgeschoben',
  'outbox.list.waiting': 'Wartend',
  'outbox.list.filed': 'Als Dateien aufbewahrt, nicht gesendet',
  'outbox.list.failed-none': 'Keine E-Mail wurde abgelehnt.',
  'outbox.list.retrying-none': 'Keine E-Mail ist aufgeschoben.',
  'outbox.list.waiting-none': 'Keine E-Mail wartet.',
  'outbox.list.filed-none': 'Keine E-Mail wurde als Datei aufbewahrt.',
  'outbox.working': 'Der E-Mail-Versand funktioniert.',
  'outbox.files-in-short': 'E-Mails werden als Dateien aufbewahrt, nicht gesendet.',
  'outbox.wrong-in-short': 'Etwas stimmt nicht: Es steht oben.',
  'outbox.count-waiting': '{count, number} wartend.',
  'outbox.send-test': 'Test-Mail senden',
  'outbox.send-all-again': 'Alle erneut senden',
  'outbox.tick-all': 'Alle ankreuzen',
  'outbox.send-again': 'Erneut senden',
  'outbox.handled': 'Erledigt',
  'outbox.about-files':
    'Sie wurden geschrieben, als kein Mailserver eingerichtet war, und erreichten niemanden. Keine geht von selbst hinaus: Senden Sie erneut, was noch hilft.',
  'outbox.about-files-never':
    'Sie wurden geschrieben, als kein Mailserver eingerichtet war, und erreichten niemanden. Sobald ein Server eingerichtet ist, kann jede von hier gesendet werden.',
}
