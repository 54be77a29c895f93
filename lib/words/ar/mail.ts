import type { mail as english } from '../en/mail.ts'
import type { Translation } from '../translation.ts'

export const mail: Translation<typeof english> = {
  'mail.label': '<label></label>:',
  'mail.comma': '{first}، {then}',
  'mail.address': 'العنوان',
  'mail.received': 'ورد',
  'mail.reference': 'الرقم المرجعي',
  'mail.assigned-to': 'مُسند إلى',
  'mail.nobody': 'لا أحد',
  'mail.link-changes-nothing': 'فتح الرابط لا يغيّر شيئًا.',
  'mail.reply.subject': 'تعليق على «{title}» من {name}',
  'mail.reply.waits': 'تعليق على مقال في انتظار المراجعة. لن يراه أحد حتى تعتمده.',
  'mail.reply.typed': 'التعليق كما كُتب',
  'mail.reply.decide': 'اعتماد أو رفض أو وسم كرسالة مزعجة',
  'mail.reply.foot': 'فتح الرابط لا يغيّر شيئًا. الرد على هذه الرسالة يصل إلى الزائر.',
  'mail.enquiry.subject': 'الاستفسار {reference} من {name}',
  'mail.enquiry.typed': 'المتطلبات كما كُتبت',
  'mail.enquiry.mark': 'وسمه قيد المعالجة أو مُجابًا عنه أو رسالة مزعجة',
  'mail.enquiry.foot':
    'الرد على هذه الرسالة يصل إلى صاحب الاستفسار، ويبقى الاستفسار مفتوحًا: تتوالى التذكيرات إلى أن يضغط أحد على «{button}» في الصفحة التي يؤدي إليها الرابط. فتح الرابط لا يغيّر شيئًا.',
  'mail.enquiry.foot-answered': 'الرد على هذه الرسالة يصل إلى صاحب الاستفسار. فتح الرابط لا يغيّر شيئًا.',
  'mail.enquiry.please': 'يُرجى التواصل في موعد أقصاه {by}: هذا ما وُعد به.',
  'mail.enquiry.please-at-once': 'يُرجى التواصل فورًا: كان الموعد الموعود {by}.',
  'mail.released.in_progress.by':
    'كان هذا الاستفسار محجوزًا للشك فيه حتى أفرج عنه {name}: وهو موسوم الآن قيد المعالجة.',
  'mail.released.in_progress.other':
    'كان هذا الاستفسار محجوزًا للشك فيه حتى أفرج عنه أحد أعضاء الفريق: وهو موسوم الآن قيد المعالجة.',
  'mail.released.answered.by':
    'كان هذا الاستفسار محجوزًا للشك فيه حتى أفرج عنه {name}: وهو موسوم الآن بأنه أُجيب عنه.',
  'mail.released.answered.other':
    'كان هذا الاستفسار محجوزًا للشك فيه حتى أفرج عنه أحد أعضاء الفريق: وهو موسوم الآن بأنه أُجيب عنه.',
  'mail.acknowledgement.subject': 'وصلنا استفسارك {reference}',
  'mail.acknowledgement.thanks': 'شكرًا على استفسارك إلى {name}.',
  'mail.acknowledgement.promise': 'سنتواصل معك في موعد أقصاه {by} لمناقشة متطلباتك.',
  'mail.acknowledgement.late':
    'وعدنا بأن نتواصل معك في موعد أقصاه {by}. نأسف لأن هذا الموعد قد مضى: سنتواصل معك في أقرب وقت ممكن.',
  'mail.acknowledgement.answered':
    'وعدنا بأن نتواصل معك في موعد أقصاه {by}، وقد وسمنا استفسارك بأنه أُجيب عنه. إن بقي شيء فراسلنا من فضلك.',
  'mail.acknowledgement.give-reference': 'إذا كتبت إلينا بشأنه فيُرجى ذكر الرقم المرجعي.',
  'mail.acknowledgement.write': 'للمراسلة',
  'mail.acknowledgement.call': 'للاتصال',
  'mail.acknowledgement.visit': 'للزيارة',
  'mail.acknowledgement.entered':
    'أُدخل عنوان بريدك الإلكتروني في نموذج الاستفسار على <url></url>. إن لم تكن أنت من فعل ذلك فلا حاجة إلى فعل شيء.',
  'mail.answer.foot': '{name} · رقمك المرجعي: {reference}',
  'mail.notice.reminder': 'مضى ثلثا المدة الموعودة.',
  'mail.notice.escalation': 'المدة الموعودة على وشك الانتهاء.',
  'mail.notice.overdue': 'انتهت المدة الموعودة ولم يسجّل أحد إجابة.',
  'mail.notice.reminder.one': 'تذكير: الرد على الاستفسار {reference} في موعد أقصاه {by}',
  'mail.notice.escalation.one': 'عاجل: الرد على الاستفسار {reference} في موعد أقصاه {by}',
  'mail.notice.overdue.one': 'متأخر: وُعد بالرد على الاستفسار {reference} في موعد أقصاه {by}',
  'mail.notice.reminder.many':
    'تذكير: {count, plural, one {استفسار واحد ينتظر} two {استفساران ينتظران} few {# استفسارات تنتظر} many {# استفسارًا ينتظر} other {# استفسار ينتظر}} الرد',
  'mail.notice.escalation.many':
    'عاجل: المدة الموعودة للرد على {count, plural, one {استفسار واحد} two {استفسارين} few {# استفسارات} many {# استفسارًا} other {# استفسار}} على وشك الانتهاء',
  'mail.notice.overdue.many':
    'متأخر: وُعد بالرد على {count, plural, one {استفسار واحد} two {استفسارين} few {# استفسارات} many {# استفسارًا} other {# استفسار}}',
  'mail.notice.read': 'اقرأه وسجّل حالته',
  'mail.listed.due': '<who></who>، الرد في موعد أقصاه {by}',
  'mail.listed.due-assigned': '<who></who>، الرد في موعد أقصاه {by}، مُسند إلى {assigned}',
  'mail.listed.overdue': '<who></who>، متأخر منذ {by}',
  'mail.listed.overdue-assigned': '<who></who>، متأخر منذ {by}، مُسند إلى {assigned}',
  'mail.listed.more':
    '{count, plural, one {وواحد آخر.} two {واثنان آخران.} few {و# أخرى.} many {و# أخرى.} other {و# أخرى.}}',
  'mail.digest.subject': 'هذا الصباح: {items}',
  'mail.digest.open':
    '{count, plural, one {استفسار مفتوح واحد} two {استفساران مفتوحان} few {# استفسارات مفتوحة} many {# استفسارًا مفتوحًا} other {# استفسار مفتوح}}',
  'mail.digest.open-overdue':
    '{count, plural, one {استفسار مفتوح واحد} two {استفساران مفتوحان} few {# استفسارات مفتوحة} many {# استفسارًا مفتوحًا} other {# استفسار مفتوح}} ({overdue, plural, one {واحد منها متأخر} two {اثنان منها متأخران} few {# منها متأخرة} many {# منها متأخرة} other {# منها متأخرة}})',
  'mail.digest.held':
    '{count, plural, one {استفسار محجوز واحد} two {استفساران محجوزان} few {# استفسارات محجوزة} many {# استفسارًا محجوزًا} other {# استفسار محجوز}}',
  'mail.digest.replies':
    '{count, plural, one {تعليق واحد للمراجعة} two {تعليقان للمراجعة} few {# تعليقات للمراجعة} many {# تعليقًا للمراجعة} other {# تعليق للمراجعة}}',
  'mail.digest.open-at': 'هذا هو المفتوح في {at}.',
  'mail.digest.held-said':
    'محجوزة، وربما تكون رسائل مزعجة: {count, plural, one {استفسار واحد} two {استفساران} few {# استفسارات} many {# استفسارًا} other {# استفسار}}.',
  'mail.digest.replies-said':
    'في انتظار المراجعة: {count, plural, one {تعليق واحد} two {تعليقان} few {# تعليقات} many {# تعليقًا} other {# تعليق}}.',
  'mail.sign-in.subject': 'الدخول إلى مكتب {name}',
  'mail.sign-in.asked': 'طلب أحدهم الدخول إلى <url></url> بهذا العنوان.',
  'mail.sign-in.until':
    'يؤدي الرابط إلى زر، ويفتح المكتب مرة واحدة، وهو صالح حتى {until}. إن لم تكن أنت من طلبه فلا حاجة إلى فعل شيء.',
  'mail.faults.in-file':
    '{count, plural, one {خطأ} two {خطآن} few {# أخطاء} many {# خطأ} other {# خطأ}} في {file}',
  'mail.faults.in-files':
    '{count, plural, one {خطأ} two {خطآن} few {# أخطاء} many {# خطأ} other {# خطأ}} في {files, plural, one {ملف واحد} two {ملفين} few {# ملفات} many {# ملفًا} other {# ملف}}',
  'mail.faults.in-files-or-more':
    '{count, plural, one {خطأ} two {خطآن} few {# أخطاء} many {# خطأ} other {# خطأ}} في {files, plural, one {ملف واحد} two {ملفين} few {# ملفات} many {# ملفًا} other {# ملف}} أو أكثر',
  'mail.faults.mend':
    'في المقالات ما يجب إصلاحه. الخطأ يُبقي الملف خارج الموقع: ما كان القراء يرونه منه يبقى كما كان، والملف الجديد يظهر حالما يصبح صحيحًا. أما التحذير، مثل رابط لا يؤدي إلى شيء، فلا يزيل شيئًا من الموقع.',
  'mail.faults.site': 'الموقع',
  'mail.faults.noticed': 'لوحظ',
  'mail.faults.once':
    'يُبلَّغ عن كل خطأ مرة واحدة، حين لا يغيّر أحد شيئًا مدة دقيقة. كل الأخطاء، والملفات التي لا يراها القراء:',
  'mail.faults.open': 'فتح صفحة المحتوى في المكتب',
  'mail.faults.held': 'ليست على الموقع بصورتها الحالية',
  'mail.faults.where': 'أين (الملف، السطر، العمود)، وما الخطأ، وما هو مكتوب هناك (بالإنجليزية)',
  'mail.faults.warning': '{message} (تحذير)',
  'mail.faults.more':
    '{count, plural, one {… وخطأ آخر} two {… وخطآن آخران} few {… و# أخرى} many {… و# أخرى} other {… و# أخرى}}',
  'mail.test.subject': 'رسالة تجريبية من {name}',
  'mail.test.arrives': 'رسائل <url></url> تصل إلى هنا.',
  'mail.test.asked-for': 'طُلبت',
}
