import type { Language } from '#lib/words/languages.ts'

type FirstText = {
  description: string
  /** Beside `author`, where it is to be chosen or made. */
  oneOf: string
  withFile: string
  topics: readonly [string, string]
  cover: string
  image: string
  imageAlt: string
  body: string
}

/** What a new article says until its author does, in the language that it is written in. */
export const firstTexts: Readonly<Record<Language, FirstText>> = {
  en: {
    description: 'Say in one or two sentences what the reader will find here.',
    oneOf: 'one of',
    withFile: 'with a file',
    topics: ['Healthcare', 'Writing'],
    cover: 'cover.jpg',
    image: 'a picture in the folder of the same name as this file',
    imageAlt: 'What the picture shows, for those who cannot see it.',
    body: `The first paragraph says what matters most.

## The first heading

Leave an empty line between paragraphs. **Bold**, *italics* and [links](/articles) are written like this.`,
  },
  fr: {
    description: 'Dites en une ou deux phrases ce que l’on trouvera ici.',
    oneOf: 'au choix',
    withFile: 'avec un fichier',
    topics: ['Santé', 'Écriture'],
    cover: 'couverture.jpg',
    image: 'une image dans le dossier qui porte le nom de ce fichier',
    imageAlt: 'Ce que montre l’image, pour qui ne la voit pas.',
    body: `Le premier paragraphe dit l’essentiel.

## Le premier intertitre

Laissez une ligne vide entre les paragraphes. Le **gras**, l’*italique* et les [liens](/articles) s’écrivent ainsi.`,
  },
  de: {
    description: 'Sagen Sie in ein, zwei Sätzen, was hier zu lesen ist.',
    oneOf: 'zur Wahl',
    withFile: 'mit einer Datei',
    topics: ['Gesundheit', 'Schreiben'],
    cover: 'titelbild.jpg',
    image: 'ein Bild im Ordner, der wie diese Datei heißt',
    imageAlt: 'Was auf dem Bild ist, für alle, die es nicht sehen.',
    body: `Der erste Absatz sagt das Wichtigste.

## Die erste Zwischenüberschrift

Zwischen Absätzen bleibt eine Zeile leer. **Fett**, *kursiv* und [Links](/articles) schreibt man so.`,
  },
  es: {
    description: 'Diga en una o dos frases qué se encontrará aquí.',
    oneOf: 'a elegir',
    withFile: 'con un archivo',
    topics: ['Salud', 'Escritura'],
    cover: 'portada.jpg',
    image: 'una imagen en la carpeta que se llama como este archivo',
    imageAlt: 'Lo que muestra la imagen, para quien no la ve.',
    body: `El primer párrafo dice lo más importante.

## El primer intertítulo

Deje una línea vacía entre párrafos. La **negrita**, la *cursiva* y los [enlaces](/articles) se escriben así.`,
  },
  ar: {
    description: 'قل في جملة أو جملتين ما سيجده القارئ هنا.',
    oneOf: 'للاختيار',
    withFile: 'مع ملف',
    topics: ['الصحة', 'الكتابة'],
    cover: 'cover.jpg',
    image: 'صورة في المجلد الذي يحمل اسم هذا الملف',
    imageAlt: 'ما تُظهره الصورة، لمن لا يراها.',
    body: `الفقرة الأولى تقول الأهم.

## العنوان الفرعي الأول

اترك سطرًا فارغًا بين الفقرات. هكذا يُكتب **الخط العريض** و*المائل* و[الروابط](/articles).`,
  },
}
