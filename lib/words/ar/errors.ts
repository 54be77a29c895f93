import type { errors as english } from '../en/errors.ts'
import type { Translation } from '../translation.ts'

export const errors: Translation<typeof english> = {
  'error.empty.comment': 'اكتب تعليقك',
  'error.empty.name': 'اكتب اسمك',
  'error.empty.email': 'اكتب عنوان بريدك الإلكتروني',
  'error.empty.requirements': 'اكتب متطلباتك',
  'error.empty.answer': 'اكتب إجابتك',
  'error.too-short.comment':
    'يجب ألا يقل تعليقك عن {least, plural, one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}}',
  'error.too-long.comment':
    'يجب ألا يتجاوز تعليقك {most, plural, one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}}؛ وطوله الآن {length, number}',
  'error.too-long.name':
    'يجب ألا يتجاوز اسمك {most, plural, one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}}؛ وطوله الآن {length, number}',
  'error.too-long.email':
    'يجب ألا يتجاوز عنوان بريدك {most, plural, one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}}؛ وطوله الآن {length, number}',
  'error.too-long.website':
    'يجب ألا يتجاوز عنوان موقعك {most, plural, one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}}؛ وطوله الآن {length, number}',
  'error.too-long.phone':
    'يجب ألا يتجاوز رقم هاتفك {most, plural, one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}}؛ وطوله الآن {length, number}',
  'error.too-long.organisation':
    'يجب ألا يتجاوز اسم مؤسستك {most, plural, one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}}؛ وطوله الآن {length, number}',
  'error.too-long.requirements':
    'يجب ألا يتجاوز نص متطلباتك {most, plural, one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}}؛ وطوله الآن {length, number}',
  'error.too-long.answer':
    'يجب ألا تتجاوز إجابتك {most, plural, one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفًا} other {# حرف}}؛ وطولها الآن {length, number}',
  'error.email.format': 'اكتب عنوان بريد إلكتروني صحيحًا، مثل name@example.com',
  'error.email.one': 'اكتب عنوان بريد إلكتروني واحدًا فقط',
  'error.email.accented':
    'اكتب عنوان بريد إلكتروني ليس فيه قبل العلامة @ سوى حروف لاتينية بلا علامات وأرقام ورموز',
  'error.email.unseen': 'اكتب عنوان بريدك الإلكتروني مرة أخرى: فيه حرف لا يُرى',
  'error.website.format': 'اكتب عنوان موقع صحيحًا، مثل https://example.com',
  'error.phone.format': 'اكتب رقم هاتف، مثل \u206601632 960 001\u2069 أو \u2066+44 808 157 0192\u2069',
  'error.article-gone': 'لم يعد هذا المقال هنا.',
  'error.request.title': 'طلب غير مفهوم',
  'error.request.unreadable': 'تعذّرت قراءة الطلب. ارجع وحاول مرة أخرى.',
  'error.request.too-long':
    'الطلب أطول من أن يُقرأ. احذف ملفات تعريف الارتباط الخاصة بهذا الموقع أو استخدم عنوانًا أقصر.',
  'error.request.too-slow': 'استغرق وصول الطلب وقتًا طويلًا. تحقّق من اتصالك وحاول مرة أخرى.',
  'faults.title': 'أخطاء',
  'faults.in-file':
    '{count, plural, one {خطأ في هذا الملف} two {خطآن في هذا الملف} few {أخطاء في هذا الملف} many {أخطاء في هذا الملف} other {أخطاء في هذا الملف}}',
}
