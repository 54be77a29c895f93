import type { deskReplies as english } from '../en/desk-replies.ts'
import type { Translation } from '../translation.ts'

export const deskReplies: Translation<typeof english> = {
  'desk-reply.queues': 'القوائم',
  'desk-reply.gone': 'لم يعد هذا التعليق محفوظًا',
  'desk-reply.ticked': 'كل المحدَّدة',
  'desk-reply.filtered':
    '{count, plural, one {تعليق واحد} two {تعليقان} few {# تعليقات} many {# تعليقًا} other {# تعليق}} {filters}.',
  'desk-reply.with': 'فيه «{text}»',
  'desk-reply.to-article': 'على المقال «{title}»',
  'desk-reply.by': 'من {email}',
  'desk-reply.show-all': 'عرض الكل',
  'desk-reply.answer-hint': 'يمكن للجميع قراءته: يظهر أسفل هذا التعليق باسم {site}.',
  'desk-reply.erased': 'مُحيت بيانات الشخص',
  'desk-reply.a-reader': 'أحد القراء',
  'desk-reply.to': 'على <article></article> (<all>كل ما عليه</all>)',
  'desk-reply.from-to': '<name></name> على «<title></title>»',
  'desk-reply.no-article': '/articles/{slug} (لا يوجد الآن مقال بهذا العنوان)',
  'desk-reply.withdraw': 'سحب',
  'desk-reply.waiting': '{waiting, number} في الانتظار',
  'desk-reply.held': '{held, number} محجوزة للاشتباه',
  'desk-reply.waiting-held': '<waiting></waiting>، <held></held>',
  'desk-reply.no-one-waits': 'لا تعليق في الانتظار.',
  'desk-reply.none-fits': 'لا تعليق يطابق.',
  'desk-reply.none-for-you': 'لا تعليق ينتظرك.',
  'desk-reply.none-held': 'لا شيء محجوز.',
  'desk-reply.none-in-bin': 'سلة المهملات فارغة. مدة حفظ ما يوضع فيها: {span}.',
  'desk-reply.none-yet': 'لا توجد تعليقات بعد.',
  'became.waiting':
    '{count, plural, one {أُعيد إلى الانتظار تعليق واحد.} two {أُعيد إلى الانتظار تعليقان.} few {أُعيد إلى الانتظار # تعليقات.} many {أُعيد إلى الانتظار # تعليقًا.} other {أُعيد إلى الانتظار # تعليق.}}',
  'became.held':
    '{count, plural, one {حُجز تعليق واحد.} two {حُجز تعليقان.} few {حُجز # تعليقات.} many {حُجز # تعليقًا.} other {حُجز # تعليق.}}',
  'became.approved':
    '{count, plural, one {اعتُمد تعليق واحد.} two {اعتُمد تعليقان.} few {اعتُمد # تعليقات.} many {اعتُمد # تعليقًا.} other {اعتُمد # تعليق.}}',
  'became.rejected':
    '{count, plural, one {رُفض تعليق واحد.} two {رُفض تعليقان.} few {رُفض # تعليقات.} many {رُفض # تعليقًا.} other {رُفض # تعليق.}}',
  'became.spam':
    '{count, plural, one {وُسم كرسائل مزعجة تعليق واحد.} two {وُسم كرسائل مزعجة تعليقان.} few {وُسم كرسائل مزعجة # تعليقات.} many {وُسم كرسائل مزعجة # تعليقًا.} other {وُسم كرسائل مزعجة # تعليق.}}',
  'became.bin':
    '{count, plural, one {نُقل إلى سلة المهملات تعليق واحد.} two {نُقل إلى سلة المهملات تعليقان.} few {نُقل إلى سلة المهملات # تعليقات.} many {نُقل إلى سلة المهملات # تعليقًا.} other {نُقل إلى سلة المهملات # تعليق.}}',
  'desk-reply.overtaken': 'أُلغي هذا القرار، أو تبعه قرار آخر.',
  'desk-reply.none-ticked': 'لم يُتخذ قرار: حدِّد تعليقًا واحدًا على الأقل ثم اضغط على زر.',
  'desk-reply.unchanged': 'لم يتغيّر شيء: ما كان الأمر يتعلق به لم يعد محفوظًا.',
  'desk-reply.put-back':
    '{count, plural, one {أُعيد تعليق واحد إلى مكانه.} two {أُعيد تعليقان إلى مكانهما.} few {أُعيدت # تعليقات إلى مكانها.} many {أُعيد # تعليقًا إلى مكانها.} other {أُعيد # تعليق إلى مكانها.}}',
  'desk-reply.nothing-to-undo': 'لم يبقَ ما يمكن التراجع عنه.',
  'desk-reply.answered': 'ردك منشور أسفل المقال.',
  'desk-reply.answer-gone': 'لم يتغيّر شيء: سُحب هذا الرد من قبل.',
  'desk-reply.withdrawn': 'سُحب الرد من المقال.',
  'desk-reply.of': '«{name}»: {change}.',
  'desk-reply.unpublished-gone': 'لم يُنشر شيء. لم يعد هذا التعليق محفوظًا.',
  'desk-reply.not-approved':
    'لم يُنشر شيء. في هذه الأثناء: {change}. لا يمكن الرد إلا على تعليق منشور: انسخ نصك واضغط على «اعتماد» إذا كان ينبغي نشره.',
  'desk-reply.stale': 'لم يُنشر شيء. في هذه الأثناء: {change}. انشر ردك رغم ذلك إذا كان لا يزال مناسبًا.',
}
