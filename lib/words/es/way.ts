import type { way as english } from '../en/way.ts'
import type { Translation } from '../translation.ts'

export const way: Translation<typeof english> = {
  'series.title': 'Serie',
  'series.part-of': 'Parte {part, number} de {of, number} de «<name></name>»',
  'series.previous': 'Parte anterior',
  'series.next': 'Parte siguiente',
  'series.all': '{count, plural, one {# parte} other {Las # partes}}',
  'series.some': 'Partes {from, number} a {to, number}',
  'archive.title': 'Archivo',
  'archive.about': 'Los artículos de {name} por año.',
  'archive.year': 'Artículos de {year}',
  'archive.year-about': 'Artículos de {name} de {year}, los más recientes primero.',
  'archive.link': 'Artículos por año',
  'archive.none': 'Todavía no se ha publicado nada.',
  'topics.letters': 'Temas por letra',
  'topics.counted':
    '{count, plural, one {# tema, con su número de artículos} other {# temas, cada uno con su número de artículos}}',
  'topics.other': 'Otros',
  'front.topics': '{count, plural, one {# tema} other {Los # temas}}',
}
