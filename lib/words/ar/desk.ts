import type { desk as english } from '../en/desk.ts'
import type { Translation } from '../translation.ts'

export const desk: Translation<typeof english> = {
  'desk.name': 'المكتب',
  'desk.skip': 'الانتقال إلى المكتب',
  'desk.overview': 'نظرة عامة',
  'desk.enquiries': 'الاستفسارات',
  'desk.replies': 'التعليقات',
  'desk.mail': 'البريد',
  'desk.content': 'المحتوى',
  'desk.people': 'الأشخاص',
  'desk.figures': 'الأرقام',
  'desk.count-overdue':
    '{count, plural, zero {# متأخر} one {# متأخر} two {# متأخر} few {# متأخر} many {# متأخر} other {# متأخر}}',
  'desk.count-open':
    '{count, plural, zero {# مفتوح} one {# مفتوح} two {# مفتوح} few {# مفتوح} many {# مفتوح} other {# مفتوح}}',
  'desk.count-waiting':
    '{count, plural, zero {# في الانتظار} one {# في الانتظار} two {# في الانتظار} few {# في الانتظار} many {# في الانتظار} other {# في الانتظار}}',
  'desk.count-failed':
    '{count, plural, zero {# مرفوض} one {# مرفوض} two {# مرفوض} few {# مرفوض} many {# مرفوض} other {# مرفوض}}',
  'desk.count-faults':
    '{count, plural, zero {# خطأ} one {خطأ واحد} two {خطآن} few {# أخطاء} many {# خطأ} other {# خطأ}}',
  'desk.times': 'جميع الأوقات {zone}.',
  'desk.sign-out': 'تسجيل الخروج',
  'desk.sign-out-everywhere': 'تسجيل الخروج من كل مكان',
  'desk.sign-out-intro': 'يُنهي هذا كل جلساتك في كل المتصفحات، حتى على هاتف مفقود.',
  'desk.search': 'بحث',
  'desk.find': 'بحث',
  'desk.previous': 'الصفحة السابقة',
  'desk.next': 'الصفحة التالية',
  'desk.undo': 'تراجع',
  'desk.received': 'ورد',
  'desk.received-at': 'ورد: {moment}',
  'desk.answer': 'الرد',
  'desk.publish-answer': 'نشر الرد',
  'desk.send-answer': 'إرسال الرد',
  'desk.note': 'ملاحظة',
  'desk.add-note': 'إضافة ملاحظة',
  'desk.typed': 'ما كتبته',
  'desk.none': 'لا شيء.',
  'desk.changed-meanwhile': 'لم يتغيّر شيء هنا. في هذه الأثناء:',
  'desk.sentence': '{said}.',
  'desk.all-the-same': '{label} رغم ذلك',
  'desk.mail-warnings': 'عرض البريد',
  'span.moment': 'أقل من دقيقة',
  'span.minutes':
    '{count, plural, one {دقيقة واحدة} two {دقيقتين} few {# دقائق} many {# دقيقة} other {# دقيقة}}',
  'span.hours': '{count, plural, one {ساعة واحدة} two {ساعتين} few {# ساعات} many {# ساعة} other {# ساعة}}',
  'span.days': '{count, plural, one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}',
  'link.expired': 'انتهت صلاحية هذا الرابط',
  'link.used': 'استُخدم هذا الرابط من قبل',
  'link.unknown': 'هذا الرابط غير مكتمل',
  'door.title': 'الدخول إلى المكتب',
  'door.intro': 'المكتب مخصص لفريق هذا الموقع. يُدخلك رابط يصل بالبريد الإلكتروني؛ لا توجد كلمة مرور.',
  'door.intro-without-mail':
    'المكتب مخصص لفريق هذا الموقع. يُدخلك رابط؛ لا توجد كلمة مرور. لم يُضبط خادم بريد، لذلك لا يصل أي رابط بالبريد.',
  'door.by-hand': 'من يدير الموقع ينشئ رابطًا في الحال: <command></command>، يليه العنوان.',
  'door.asked':
    'إذا كان هذا العنوان لأحد أعضاء الفريق فهناك رسالة فيها رابط في طريقها إليه. افتحه خلال {span}.',
  'door.asked-later':
    'إذا كان هذا العنوان لأحد أعضاء الفريق فهناك رسالة فيها رابط تنتظر في صندوق الصادر: لا يخرج أي بريد في الوقت الحالي.',
  'door.asked-without-mail':
    'إذا كان هذا العنوان لأحد أعضاء الفريق فهناك رسالة فيها رابط محفوظة في ملف داخل المجلد mailbox في مجلد البيانات ولم تُرسل: لم يُضبط خادم بريد.',
  'door.out': 'سجّلت الخروج.',
  'door.out-everywhere': 'سجّلت الخروج هنا ومن كل مكان آخر.',
  'door.hint': 'العنوان الذي تصلك عليه رسائل هذا الموقع.',
  'door.send': 'إرسال الرابط',
  'door.as': 'أنت على وشك الدخول باسم {email}.',
  'door.sign-in': 'دخول',
  'door.once': 'يُدخلك الرابط مرة واحدة خلال {span}. <link>اطلب رابطًا جديدًا</link>.',
  'door.beside':
    '<link>سجّل الدخول في نافذة جديدة</link>، ثم عد إلى هذه النافذة واضغط على الزر أدناه. نصك غير محفوظ في أي مكان آخر: انسخه إذا اضطررت إلى المغادرة.',
}
