import type { forms as english } from '../en/forms.ts'
import type { Translation } from '../translation.ts'

export const forms: Translation<typeof english> = {
  'form.problem': 'هناك مشكلة',
  'form.error': 'خطأ:',
  'form.offline': 'تعذّر الوصول إلى الموقع. ما كتبته ما زال هنا: تحقّق من اتصالك ثم اضغط على الزر مرة أخرى.',
  'form.empty-field': 'اترك هذا الحقل فارغًا',
  'form.name': 'الاسم',
  'form.email': 'البريد الإلكتروني',
  'form.privacy': 'كيف نتعامل مع بياناتك',
  'reply.heading': 'اترك تعليقًا',
  'reply.readers':
    '<strong>يمكن للجميع قراءة التعليق.</strong> يظهر اسمك ونصك علنًا في هذه الصفحة بعد أن يوافق عليهما فريقنا. لأي أمر شخصي أو طبي، يُرجى أن <link>ترسل استفسارًا</link> بدلًا من ذلك.',
  'reply.intro': 'لن يُنشر عنوان بريدك الإلكتروني. الحقول المطلوبة مُعلَّمة بعلامة *',
  'reply.comment': 'التعليق',
  'reply.comment-hint': 'حتى {most, number} حرف، بنص عادي.',
  'reply.website': 'الموقع الإلكتروني',
  'reply.data':
    'يقرأ فريقنا كل تعليق قبل ظهوره. ثم يظهر اسمك وموقعك وتعليقك أسفل هذا المقال، أما عنوان بريدك الإلكتروني فيبقى لدينا.',
  'reply.send': 'نشر التعليق',
  'enquiry.heading': 'استفسار',
  'enquiry.readers': '<strong>لا يقرأ الاستفسار إلا فريقنا.</strong> ولا يظهر أبدًا في هذا الموقع.',
  'enquiry.about': 'يتعلق هذا الاستفسار بمقال «<title></title>».',
  'enquiry.intro': 'سنتواصل معك {within} لمناقشة متطلباتك. يُرجى ملء بياناتك أدناه.',
  'enquiry.phone': 'الهاتف',
  'enquiry.organisation': 'المؤسسة',
  'enquiry.requirements': 'متطلباتك',
  'enquiry.requirements-hint': 'حتى {most, number} حرف.',
  'enquiry.data': 'الحقول المطلوبة مُعلَّمة بعلامة *. يقرأ فريقنا ما ترسله ويجيب عنه ولا يستخدمه لأي غرض آخر.',
  'enquiry.send': 'إرسال الاستفسار',
  'enquiry.invite-heading': 'هل لديك سؤال خاص بك؟',
  'enquiry.invite':
    '<strong>لا يقرأ الاستفسار إلا فريقنا.</strong> ولا يظهر أبدًا في هذا الموقع، وسنتواصل معك {within}.',
  'enquiry.invite-link': 'اكتب استفسارًا',
  'enquiry.moved':
    'لم تعد هذه الصفحة تستقبل الاستفسارات. لم يُفقد شيء: اضغط الزر مرة أخرى وسيُرسل استفسارك من صفحة الاتصال.',
}
