import type { way as english } from '../en/way.ts'
import type { Translation } from '../translation.ts'

export const way: Translation<typeof english> = {
  'series.title': 'Série',
  'series.part-of': 'Partie {part, number} sur {of, number} de « <name></name> »',
  'series.previous': 'Partie précédente',
  'series.next': 'Partie suivante',
  'series.all': '{count, plural, one {# partie} other {Les # parties}}',
  'series.some': 'Parties {from, number} à {to, number}',
  'archive.title': 'Archives',
  'archive.about': 'Les articles de {name} par année.',
  'archive.year': 'Articles de {year}',
  'archive.year-about': 'Les articles de {name} de {year}, les plus récents d’abord.',
  'archive.link': 'Articles par année',
  'archive.none': 'Rien n’a encore été publié.',
  'topics.letters': 'Thèmes par lettre',
  'topics.counted':
    '{count, plural, one {# thème, avec son nombre d’articles} other {# thèmes, chacun avec son nombre d’articles}}',
  'topics.other': 'Autres',
  'front.topics': '{count, plural, one {# thème} other {Les # thèmes}}',
}
