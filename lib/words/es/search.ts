import type { search as english } from '../en/search.ts'
import type { Translation } from '../translation.ts'

export const search: Translation<typeof english> = {
  'search.label': 'Buscar en este sitio',
  'search.button': 'Buscar',
  'search.suggested': 'Sugerencias: #',
  'search.title': 'Búsqueda',
  'search.title-of': 'Búsqueda: {text}',
  'search.about': 'Buscar en los artículos y las páginas de {name}.',
  'search.results': '{count, plural, one {# resultado para «{text}»} other {# resultados para «{text}»}}',
  'search.cut':
    'Su texto es más largo de lo que podemos buscar. Estos son los resultados para sus primeros {most, number} caracteres.',
  'search.meant': '¿Quiso decir <link></link>?',
  'search.nothing': 'No se encontró nada para «{text}».',
  'search.none':
    'Compruebe la ortografía, pruebe con menos palabras o con otras, o recorra el sitio desde aquí:',
  'search.none-filtered': 'Quite un filtro para ver más, o recorra el sitio desde aquí:',
  'search.preparing':
    'La búsqueda aún se está preparando. Inténtelo de nuevo dentro de un minuto. Mientras tanto, puede recorrer el sitio desde aquí:',
  'search.filters': 'Acotar los resultados',
  'search.by-topic': 'Tema',
  'search.by-author': 'Autor',
  'search.by-year': 'Año',
  'search.more': '{count, plural, one {# más} other {# más}}',
  'search.take-off': 'Quitar: {name}',
  'search.no-topic': 'Aquí no hay ningún tema «{text}»: los resultados son de todos los temas.',
  'search.no-author': 'Aquí no hay ningún autor «{text}»: los resultados son de todos los autores.',
  'search.no-year': '«{text}» no es un año: los resultados son de todos los años.',
  'search.no-page': '«{text}» no es el número de una página: esta es la primera.',
  'search.last-page':
    '{of, plural, one {Solo hay # página de resultados: es esta.} other {Solo hay # páginas de resultados: esta es la última.}}',
  'search.before': 'Resultados anteriores',
  'search.after': 'Resultados siguientes',
  'search.topics': 'Ver todos los temas',
  'search.nearest': '¿Buscaba una de estas páginas?',
}
