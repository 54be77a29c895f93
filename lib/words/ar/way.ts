import type { way as english } from '../en/way.ts'
import type { Translation } from '../translation.ts'

export const way: Translation<typeof english> = {
  'series.title': 'سلسلة',
  'series.part-of': 'الجزء {part, number} من {of, number} من «<name></name>»',
  'series.previous': 'الجزء السابق',
  'series.next': 'الجزء التالي',
  'series.all':
    '{count, plural, one {كل الأجزاء (#)} two {كل الأجزاء (#)} few {كل الأجزاء (#)} many {كل الأجزاء (#)} other {كل الأجزاء (#)}}',
  'series.some': 'الأجزاء من {from, number} إلى {to, number}',
  'archive.title': 'الأرشيف',
  'archive.about': 'مقالات {name} حسب السنة.',
  'archive.year': 'مقالات {year}',
  'archive.year-about': 'مقالات {name} لسنة {year}، الأحدث أولًا.',
  'archive.link': 'المقالات حسب السنة',
  'archive.none': 'لم يُنشر شيء بعد.',
  'topics.letters': 'المواضيع حسب الحرف',
  'topics.counted':
    '{count, plural, one {موضوع واحد مع عدد مقالاته} two {موضوعان، كل منهما مع عدد مقالاته} few {# مواضيع، كل منها مع عدد مقالاته} many {# موضوعًا، كل منها مع عدد مقالاته} other {# موضوع، كل منها مع عدد مقالاته}}',
  'topics.other': 'أخرى',
  'front.topics':
    '{count, plural, one {كل المواضيع (#)} two {كل المواضيع (#)} few {كل المواضيع (#)} many {كل المواضيع (#)} other {كل المواضيع (#)}}',
}
