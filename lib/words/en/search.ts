/** The search field, its page, and what is nearest to an address that is not there. */
export const search = {
  'search.label': 'Search this site',
  'search.button': 'Search',
  'search.suggested': 'Suggestions: #',
  'search.title': 'Search',
  'search.title-of': 'Search: {text}',
  'search.about': 'Search the articles and pages of {name}.',
  'search.results': '{count, plural, one {# result for “{text}”} other {# results for “{text}”}}',
  'search.cut':
    'What you typed is longer than we can search for. These are the results for its first {most, number} characters.',
  'search.meant': 'Did you mean <link></link>?',
  'search.nothing': 'Nothing was found for “{text}”.',
  'search.none': 'Check the spelling, try fewer or other words, or look around here:',
  'search.none-filtered': 'Remove a filter to see more, or look around here:',
  'search.preparing':
    'The search is still being prepared. Please try again in a minute. Meanwhile you can look around here:',
  'search.filters': 'Narrow the results',
  'search.by-topic': 'Topic',
  'search.by-author': 'Author',
  'search.by-year': 'Year',
  'search.more': '{count, plural, one {# more} other {# more}}',
  'search.take-off': 'Remove filter: {name}',
  'search.no-topic': 'There is no topic “{text}” here: the results are from all topics.',
  'search.no-author': 'There is no author “{text}” here: the results are by all authors.',
  'search.no-year': '“{text}” is not a year: the results are from all years.',
  'search.no-page': '“{text}” is not the number of a page: this is the first page.',
  'search.last-page':
    '{of, plural, one {There is only # page of results: this is it.} other {There are only # pages of results: this is the last.}}',
  'search.before': 'Previous results',
  'search.after': 'Next results',
  'search.topics': 'See all topics',
  'search.nearest': 'Were you looking for one of these?',
} as const
