import type { csv as english } from '../en/csv.ts'
import type { Translation } from '../translation.ts'

export const csv: Translation<typeof english> = {
  'csv.status': 'الحالة',
  'csv.received': 'ورد في',
  'csv.answered': 'أُجيب عنه في',
  'csv.answers': 'الردود',
  'csv.in-time': 'أُجيب عنه في الموعد',
  'csv.decided': 'اتُّخذ القرار في',
  'csv.decided-by': 'اتخذ القرار',
  'csv.requirements': 'المتطلبات',
  'csv.held-because': 'سبب الحجز',
  'csv.id': 'المعرّف',
  'csv.yes': 'نعم',
  'csv.no': 'لا',
  'csv.reason.honeypot': 'مُلئ حقل مخفي',
  'csv.reason.many-links': 'روابط كثيرة',
  'csv.reason.many-messages': 'رسائل كثيرة',
  'csv.reason.same-text': 'النص نفسه',
}
