import type { search as english } from '../en/search.ts'
import type { Translation } from '../translation.ts'

export const search: Translation<typeof english> = {
  'search.label': 'Rechercher sur ce site',
  'search.button': 'Rechercher',
  'search.suggested': 'Suggestions : #',
  'search.title': 'Recherche',
  'search.title-of': 'Recherche : {text}',
  'search.about': 'Rechercher dans les articles et les pages de {name}.',
  'search.results': '{count, plural, one {# résultat pour « {text} »} other {# résultats pour « {text} »}}',
  'search.cut':
    'Votre texte est trop long pour une recherche. Voici les résultats pour ses {most, number} premiers caractères.',
  'search.meant': 'Vouliez-vous dire <link></link> ?',
  'search.nothing': 'Rien n’a été trouvé pour « {text} ».',
  'search.none':
    'Vérifiez l’orthographe, essayez avec moins de mots ou d’autres mots, ou parcourez le site à partir d’ici :',
  'search.none-filtered': 'Retirez un filtre pour en voir plus, ou parcourez le site à partir d’ici :',
  'search.preparing':
    'La recherche est encore en préparation. Veuillez réessayer dans une minute. En attendant, vous pouvez parcourir le site à partir d’ici :',
  'search.filters': 'Affiner les résultats',
  'search.by-topic': 'Thème',
  'search.by-author': 'Auteur',
  'search.by-year': 'Année',
  'search.more': '{count, plural, one {# de plus} other {# de plus}}',
  'search.take-off': 'Retirer : {name}',
  'search.no-topic': 'Il n’y a pas de thème « {text} » ici : les résultats portent sur tous les thèmes.',
  'search.no-author': 'Il n’y a pas d’auteur « {text} » ici : les résultats sont de tous les auteurs.',
  'search.no-year': '« {text} » n’est pas une année : les résultats sont de toutes les années.',
  'search.no-page': '« {text} » n’est pas le numéro d’une page : voici la première page.',
  'search.last-page':
    '{of, plural, one {Il n’y a que # page de résultats : la voici.} other {Il n’y a que # pages de résultats : voici la dernière.}}',
  'search.before': 'Résultats précédents',
  'search.after': 'Résultats suivants',
  'search.topics': 'Voir tous les thèmes',
  'search.nearest': 'Cherchiez-vous l’une de ces pages ?',
}
