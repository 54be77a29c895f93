/** Mails at the desk: what became of each, what is wrong with the mail server, and what can be done about it. */
export const deskMail = {
  'outbox.kind.reply-to-staff': 'Reply, to staff',
  'outbox.kind.enquiry-to-staff': 'Enquiry, to staff',
  'outbox.kind.enquiry-acknowledgement': 'Acknowledgement',
  'outbox.kind.enquiry-answer': 'Answer',
  'outbox.kind.promise-notice': 'Reminder, to staff',
  'outbox.kind.desk-digest': 'Morning list, to staff',
  'outbox.kind.test-mail': 'Test mail',
  'outbox.kind.sign-in': 'Sign-in link',
  'outbox.kind.content-faults': 'Faults in articles, to staff',
  'outbox.status.waiting': 'Waits',
  'outbox.status.sent': 'Sent',
  'outbox.status.filed': 'Kept as a file, not sent',
  'outbox.status.failed': 'Refused for good',
  'outbox.status.handled': 'Dealt with',
  'outbox.fate.sent': 'Sent, {at}',
  'outbox.fate.filed': 'Kept as a file, not sent, {at}',
  'outbox.fate.failed': 'Refused for good, {at}',
  'outbox.fate.handled': 'Dealt with, {at}',
  'outbox.fate.handled-by': 'Dealt with by {name}, {at}',
  'outbox.written.waiting': 'Waits, written {at}',
  'outbox.written.sent': 'Sent, written {at}',
  'outbox.written.filed': 'Kept as a file, not sent, written {at}',
  'outbox.written.failed': 'Refused for good, written {at}',
  'outbox.written.handled': 'Dealt with, written {at}',
  'outbox.fate.waits': 'Waits since {at}',
  'outbox.fate.tried':
    '{count, plural, one {Waits since {at}, tried once, next in {span}} other {Waits since {at}, tried # times, next in {span}}}',
  'outbox.fate.tried-now':
    '{count, plural, one {Waits since {at}, tried once, next now} other {Waits since {at}, tried # times, next now}}',
  'outbox.fate.doubtful': '{fate}; it may have arrived several times, as no answer came',
  'outbox.to': 'to {recipient}',
  'outbox.its-reply': 'Its reply',
  'outbox.its-enquiry': 'Its enquiry',
  'outbox.late': '{what} to {recipient}: {fate}.',
  'outbox.answer.recipient': 'The recipient is not one plain address',
  'outbox.answer.damaged': 'It cannot be written: what is kept of it is damaged',
  'outbox.answer.unwritable': 'It cannot be written: {error}',
  'outbox.answer.certificate': 'The mail server’s certificate is not accepted ({code}): {error}',
  'outbox.health.login-refused': 'The mail server refuses our login: all mail waits until SMTP_URL is right.',
  'outbox.health.not-encrypted':
    'The mail server offers no encryption (STARTTLS) for our login: all mail waits until SMTP_URL is right.',
  'outbox.health.not-trusted':
    'The mail server’s certificate is not accepted: all mail waits until the certificate or SMTP_URL is right.',
  'outbox.health.unreachable':
    'The mail server takes no mail: all mail waits and leaves when it answers again.',
  'outbox.health.kept-as-files':
    'No mail server is set: every mail is kept as a file in the mailbox folder of the data folder, and none is sent. Whoever runs the site sets SMTP_URL and starts it again.',
  'outbox.health.kept-nowhere':
    'No mail server is set, and mails cannot be kept as files either: they wait until the mailbox folder in the data folder can be written.',
  'outbox.health.it-said': 'It said: {answer}',
  'outbox.health.oldest-minutes':
    '{count, plural, one {The oldest mail has been waiting for # minute.} other {The oldest mail has been waiting for # minutes.}}',
  'outbox.health.oldest-hours':
    '{count, plural, one {The oldest mail has been waiting for # hour.} other {The oldest mail has been waiting for # hours.}}',
  'outbox.health.failed':
    '{count, plural, one {# mail was refused for good.} other {# mails were refused for good.}}',
  'outbox.health.wrongly-refused':
    '{count, plural, one {The mail server refuses # mail for good, to our own staff or to several people in a row: most likely it is set up wrongly. They are tried again for a day.} other {The mail server refuses # mails for good, to our own staff or to several people in a row: most likely it is set up wrongly. They are tried again for a day.}}',
  'outbox.health.doubtful':
    '{count, plural, one {The mail server leaves # mail without an answer when it has the whole text: each attempt may be a copy, so hours lie between them. Look what filters mail there.} other {The mail server leaves # mails without an answer when it has the whole text: each attempt may be a copy, so hours lie between them. Look what filters mail there.}}',
  'outbox.health.from-future':
    '{count, plural, one {# mail that waits was made in the future: look whether the clock is right.} other {# mails that wait were made in the future: look whether the clock is right.}}',
  'outbox.told.again': 'The mail is on its way again.',
  'outbox.told.again-later': 'The mail is in the outbox again, and waits until mail leaves.',
  'outbox.told.again-never': 'The mail is kept as a file once more, not sent: no mail server is set.',
  'outbox.told.all': 'Every mail that was refused is on its way again.',
  'outbox.told.all-later': 'Every mail that was refused is in the outbox again, and waits until mail leaves.',
  'outbox.told.all-never':
    'Every mail that was refused is kept as a file now, not sent: no mail server is set.',
  'outbox.told.none': 'Nothing was changed: no mail is refused any longer.',
  'outbox.told.handled': 'The mail is put aside as dealt with.',
  'outbox.told.ticked-handled':
    '{count, plural, one {# mail is put aside as dealt with.} other {# mails are put aside as dealt with.}}',
  'outbox.told.ticked-again':
    '{count, plural, one {# mail is in the outbox again.} other {# mails are in the outbox again.}}',
  'outbox.told.ticked-left':
    '{count, plural, one {# other was changed meanwhile and left as it is.} other {# others were changed meanwhile and left as they are.}}',
  'outbox.told.none-ticked': 'Nothing was changed: tick at least one mail, then press a button.',
  'outbox.told.missing': 'Nothing was changed: this mail is no longer kept.',
  'outbox.told.test':
    'A test mail to each of the staff is in the outbox. It arrives within a minute if mail is working.',
  'outbox.told.test-later':
    'A test mail to each of the staff is in the outbox, and waits: no mail leaves at the moment.',
  'outbox.told.test-never':
    'A test mail to each of the staff is kept as a file, not sent: no mail server is set.',
  'outbox.list.failed': 'Refused for good',
  'outbox.list.retrying': 'Deferred by the server',
  'outbox.list.waiting': 'Waiting',
  'outbox.list.filed': 'Kept as files, not sent',
  'outbox.list.failed-none': 'No mail was refused.',
  'outbox.list.retrying-none': 'No mail is deferred.',
  'outbox.list.waiting-none': 'No mail waits.',
  'outbox.list.filed-none': 'No mail was kept as a file.',
  'outbox.working': 'Mail is working.',
  'outbox.files-in-short': 'Mails are kept as files, not sent.',
  'outbox.wrong-in-short': 'Something is wrong: it stands above.',
  'outbox.count-waiting': '{count, number} waiting.',
  'outbox.send-test': 'Send a test mail',
  'outbox.send-all-again': 'Send all again',
  'outbox.tick-all': 'Tick all',
  'outbox.send-again': 'Send again',
  'outbox.handled': 'Handled',
  'outbox.about-files':
    'Written while no mail server was set, they reached nobody. None leaves by itself: send again what still helps.',
  'outbox.about-files-never':
    'Written while no mail server was set, they reached nobody. Once a server is set, each can be sent from here.',
} as const
