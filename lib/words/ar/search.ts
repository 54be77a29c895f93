import type { search as english } from '../en/search.ts'
import type { Translation } from '../translation.ts'

export const search: Translation<typeof english> = {
  'search.label': 'ابحث في هذا الموقع',
  'search.button': 'بحث',
  'search.suggested': 'عدد الاقتراحات: #',
  'search.title': 'البحث',
  'search.title-of': 'البحث: {text}',
  'search.about': 'ابحث في مقالات {name} وصفحاته.',
  'search.results':
    '{count, plural, zero {# نتيجة عن «{text}»} one {نتيجة واحدة (#) عن «{text}»} two {نتيجتان (#) عن «{text}»} few {# نتائج عن «{text}»} many {# نتيجة عن «{text}»} other {# نتيجة عن «{text}»}}',
  'search.cut': 'ما كتبته أطول مما يمكننا البحث عنه. هذه نتائج أول {most, number} حرف منه.',
  'search.meant': 'هل تقصد <link></link>؟',
  'search.nothing': 'لم يُعثر على شيء عن «{text}».',
  'search.none': 'تحقق من الإملاء، أو جرّب كلمات أقل أو كلمات أخرى، أو تصفّح الموقع من هنا:',
  'search.none-filtered': 'أزل أحد المرشحات لترى المزيد، أو تصفّح الموقع من هنا:',
  'search.preparing':
    'البحث قيد التحضير. يُرجى المحاولة مجددًا بعد دقيقة. ويمكنك في هذه الأثناء تصفّح الموقع من هنا:',
  'search.filters': 'تضييق النتائج',
  'search.by-topic': 'الموضوع',
  'search.by-author': 'الكاتب',
  'search.by-year': 'السنة',
  'search.more':
    '{count, plural, zero {# أخرى} one {واحدة أخرى (#)} two {اثنتان أخريان (#)} few {# أخرى} many {# أخرى} other {# أخرى}}',
  'search.take-off': 'إزالة: {name}',
  'search.no-topic': 'لا يوجد هنا موضوع «{text}»: النتائج من كل المواضيع.',
  'search.no-author': 'لا يوجد هنا كاتب «{text}»: النتائج لكل الكتّاب.',
  'search.no-year': '«{text}» ليست سنة: النتائج من كل السنوات.',
  'search.no-page': '«{text}» ليس رقم صفحة: هذه هي الصفحة الأولى.',
  'search.last-page':
    '{of, plural, zero {لا توجد إلا # صفحة من النتائج: هذه آخرها.} one {لا توجد إلا صفحة واحدة (#) من النتائج: هي هذه.} two {لا توجد إلا صفحتان (#) من النتائج: هذه آخرهما.} few {لا توجد إلا # صفحات من النتائج: هذه آخرها.} many {لا توجد إلا # صفحة من النتائج: هذه آخرها.} other {لا توجد إلا # صفحة من النتائج: هذه آخرها.}}',
  'search.before': 'النتائج السابقة',
  'search.after': 'النتائج التالية',
  'search.topics': 'عرض كل المواضيع',
  'search.nearest': 'هل كنت تبحث عن إحدى هذه الصفحات؟',
}
