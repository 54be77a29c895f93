/** Heads and words of the file of enquiries; the id and the times are for machines. */
export const csv = {
  'csv.status': 'Status',
  'csv.received': 'Received',
  'csv.answered': 'Answered',
  'csv.answers': 'Answers',
  'csv.in-time': 'Answered in time',
  'csv.decided': 'Decided',
  'csv.decided-by': 'Decided by',
  'csv.requirements': 'Requirements',
  'csv.held-because': 'Held because',
  'csv.id': 'Id',
  'csv.yes': 'yes',
  'csv.no': 'no',
  'csv.reason.honeypot': 'honeypot',
  'csv.reason.many-links': 'many-links',
  'csv.reason.many-messages': 'many-messages',
  'csv.reason.same-text': 'same-text',
} as const
