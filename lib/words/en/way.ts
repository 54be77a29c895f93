/** What leads from one article or list to others. */
export const way = {
  'series.title': 'Series',
  'series.part-of': 'Part {part, number} of {of, number} of “<name></name>”',
  'series.previous': 'Previous part',
  'series.next': 'Next part',
  'series.all': '{count, plural, one {# part} other {All # parts}}',
  'series.some': 'Parts {from, number} to {to, number}',
  'archive.title': 'Archive',
  'archive.about': 'The articles of {name} by year.',
  'archive.year': 'Articles from {year}',
  'archive.year-about': 'Articles of {name} from {year}, newest first.',
  'archive.link': 'Articles by year',
  'archive.none': 'Nothing has been published yet.',
  'topics.letters': 'Topics by letter',
  'topics.counted':
    '{count, plural, one {# topic, with its number of articles} other {# topics, each with its number of articles}}',
  'topics.other': 'Other',
  'front.topics': '{count, plural, one {# topic} other {All # topics}}',
} as const
