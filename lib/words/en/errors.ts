/** What is said about what was typed, and of requests and files that cannot be read. */
export const errors = {
  'error.empty.comment': 'Enter your comment',
  'error.empty.name': 'Enter your name',
  'error.empty.email': 'Enter your email address',
  'error.empty.requirements': 'Enter your requirements',
  'error.empty.answer': 'Enter your answer',
  'error.too-short.comment': 'Your comment must be {least, number} characters or more',
  'error.too-long.comment':
    'Your comment must be {most, number} characters or fewer; it has {length, number}',
  'error.too-long.name': 'Your name must be {most, number} characters or fewer; it has {length, number}',
  'error.too-long.email':
    'Your email address must be {most, number} characters or fewer; it has {length, number}',
  'error.too-long.website':
    'Your website address must be {most, number} characters or fewer; it has {length, number}',
  'error.too-long.phone':
    'Your phone number must be {most, number} characters or fewer; it has {length, number}',
  'error.too-long.organisation':
    'Your organisation must be {most, number} characters or fewer; it has {length, number}',
  'error.too-long.requirements':
    'Your requirements must be {most, number} characters or fewer; it has {length, number}',
  'error.too-long.answer': 'Your answer must be {most, number} characters or fewer; it has {length, number}',
  'error.email.format': 'Enter an email address in the correct format, like name@example.com',
  'error.email.one': 'Enter one email address only',
  'error.email.accented':
    'Enter an email address with only unaccented letters, digits and symbols before the @',
  'error.email.unseen': 'Enter your email address again: it has a character in it that cannot be seen',
  'error.website.format': 'Enter a website address in the correct format, like https://example.com',
  'error.phone.format': 'Enter a phone number, like 01632 960 001 or +44 808 157 0192',
  'error.article-gone': 'This article is no longer here.',
  'error.request.title': 'Not understood',
  'error.request.unreadable': 'The request could not be read. Go back and try again.',
  'error.request.too-long':
    'The request is too long to be read. Clear this site’s cookies, or use a shorter address.',
  'error.request.too-slow': 'The request took too long to arrive. Check your connection and try again.',
  'faults.title': 'Faults',
  'faults.in-file': '{count, plural, one {A fault in this file} other {Faults in this file}}',
} as const
