/** What stands around and on the public pages. */
export const pages = {
  'promise.hours': 'within {hours, plural, one {# hour} other {# hours}}',
  'promise.working-hours': 'within {hours, plural, one {# working hour} other {# working hours}}',
  'byline.by': 'By <authors></authors>',
  'byline.minutes': '{minutes, plural, one {# minute to read} other {# minutes to read}}',
  'byline.updated': 'Updated <day></day>',
  'byline.reviewed': 'Reviewed <day></day>',
  'byline.next-review': 'Next review due <day></day>',
} as const
