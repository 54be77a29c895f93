/** What stands in mails, to staff and to those who enquire. */
export const mail = {
  'mail.label': '<label></label>:',
  'mail.comma': '{first}, {then}',
  'mail.address': 'Address',
  'mail.received': 'Received',
  'mail.reference': 'Reference',
  'mail.assigned-to': 'Assigned to',
  'mail.nobody': 'nobody',
  'mail.link-changes-nothing': 'Opening the link changes nothing.',
  'mail.reply.subject': 'Reply to “{title}” from {name}',
  'mail.reply.waits': 'A reply to an article awaits moderation. Nobody sees it until you approve it.',
  'mail.reply.typed': 'The reply, as it was typed',
  'mail.reply.decide': 'Approve, reject or mark as spam',
  'mail.reply.foot': 'Opening the link changes nothing. Answering this mail writes to the visitor.',
  'mail.enquiry.subject': 'Enquiry {reference} from {name}',
  'mail.enquiry.typed': 'Their requirements, as they were typed',
  'mail.enquiry.mark': 'Mark as in progress, answered or spam',
  'mail.enquiry.foot':
    'Answering this mail writes to the one who enquired, and leaves the enquiry open: reminders follow until somebody presses “{button}” on the page behind the link. Opening the link changes nothing.',
  'mail.enquiry.foot-answered':
    'Answering this mail writes to the one who enquired. Opening the link changes nothing.',
  'mail.enquiry.please': 'Please be in touch by {by}: this was promised.',
  'mail.enquiry.please-at-once': 'Please be in touch at once: this was promised by {by}.',
  'mail.released.in_progress.by':
    'This enquiry was held as doubtful, until {name} released it: it is marked as in progress.',
  'mail.released.in_progress.other':
    'This enquiry was held as doubtful, until one of the staff released it: it is marked as in progress.',
  'mail.released.answered.by':
    'This enquiry was held as doubtful, until {name} released it: it is marked as answered.',
  'mail.released.answered.other':
    'This enquiry was held as doubtful, until one of the staff released it: it is marked as answered.',
  'mail.acknowledgement.subject': 'We have your enquiry {reference}',
  'mail.acknowledgement.thanks': 'Thank you for your enquiry to {name}.',
  'mail.acknowledgement.promise': 'We will be in touch by {by} to discuss your requirements.',
  'mail.acknowledgement.late':
    'We promised to be in touch by {by}. We are sorry that this time has passed: we will be in touch as soon as we can.',
  'mail.acknowledgement.answered':
    'We promised to be in touch by {by}, and have marked your enquiry as answered. If anything is still open, please write to us.',
  'mail.acknowledgement.give-reference': 'If you need to write to us about it, please give the reference.',
  'mail.acknowledgement.write': 'Write to',
  'mail.acknowledgement.call': 'Call',
  'mail.acknowledgement.visit': 'Visit',
  'mail.acknowledgement.entered':
    'Your email address was entered in the enquiry form at <url></url>. If it was not you, there is nothing to do.',
  'mail.answer.foot': '{name} · Your reference: {reference}',
  'mail.notice.reminder': 'Two thirds of the promised time have passed.',
  'mail.notice.escalation': 'The promised time is nearly over.',
  'mail.notice.overdue': 'The promised time is over, and nobody has marked an answer.',
  'mail.notice.reminder.one': 'Reminder: answer enquiry {reference} by {by}',
  'mail.notice.escalation.one': 'Urgent: answer enquiry {reference} by {by}',
  'mail.notice.overdue.one': 'Overdue: enquiry {reference} was promised an answer by {by}',
  'mail.notice.reminder.many':
    'Reminder: {count, plural, one {# enquiry waits} other {# enquiries wait}} for an answer',
  'mail.notice.escalation.many':
    'Urgent: the promised time of {count, plural, one {# enquiry} other {# enquiries}} is nearly over',
  'mail.notice.overdue.many':
    'Overdue: {count, plural, one {# enquiry was} other {# enquiries were}} promised an answer',
  'mail.notice.read': 'Read it and mark how it stands',
  'mail.listed.due': '<who></who>, answer by {by}',
  'mail.listed.due-assigned': '<who></who>, answer by {by}, assigned to {assigned}',
  'mail.listed.overdue': '<who></who>, overdue since {by}',
  'mail.listed.overdue-assigned': '<who></who>, overdue since {by}, assigned to {assigned}',
  'mail.listed.more': '{count, plural, one {And # more.} other {And # more.}}',
  'mail.digest.subject': 'This morning: {items}',
  'mail.digest.open': '{count, plural, one {# open enquiry} other {# open enquiries}}',
  'mail.digest.open-overdue':
    '{count, plural, one {# open enquiry} other {# open enquiries}} ({overdue, number} overdue)',
  'mail.digest.held': '{count, plural, one {# held enquiry} other {# held enquiries}}',
  'mail.digest.replies': '{count, plural, one {# reply to moderate} other {# replies to moderate}}',
  'mail.digest.open-at': 'This is open on {at}.',
  'mail.digest.held-said': 'Held, perhaps spam: {count, plural, one {# enquiry} other {# enquiries}}.',
  'mail.digest.replies-said': 'Awaiting moderation: {count, plural, one {# reply} other {# replies}}.',
  'mail.sign-in.subject': 'Sign in to the desk of {name}',
  'mail.sign-in.asked': 'Someone asked to sign in at <url></url> with this address.',
  'mail.sign-in.until':
    'The link leads to a button, opens the desk once, and is good until {until}. If it was not you, there is nothing to do.',
  'mail.faults.in-file': '{count, plural, one {A fault} other {# faults}} in {file}',
  'mail.faults.in-files':
    '{count, plural, one {A fault} other {# faults}} in {files, plural, one {# file} other {# files}}',
  'mail.faults.in-files-or-more':
    '{count, plural, one {A fault} other {# faults}} in {files, plural, one {# file} other {# files}} or more',
  'mail.faults.mend':
    'Something in the articles has to be mended. An error keeps a file off the site: what readers could see of it before stays as it was, and one that is new is shown as soon as it is right. A warning, such as a link that leads nowhere, takes nothing off the site.',
  'mail.faults.site': 'Site',
  'mail.faults.noticed': 'Noticed',
  'mail.faults.once':
    'Each is told once, when nobody has changed anything for a minute. All there are, and which files readers do not see:',
  'mail.faults.open': 'Open the content page of the desk',
  'mail.faults.held': 'Not on the site as they stand',
  'mail.faults.where': 'Where (file, line, column), what, and what is written there',
  'mail.faults.warning': '{message} (warning)',
  'mail.faults.more': '{count, plural, one {… and # more} other {… and # more}}',
  'mail.test.subject': 'Test mail from {name}',
  'mail.test.arrives': 'Mail from <url></url> arrives here.',
  'mail.test.asked-for': 'Asked for',
} as const
