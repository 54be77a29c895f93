import type { offline as english } from '../en/offline.ts'
import type { Translation } from '../translation.ts'

export const offline: Translation<typeof english> = {
  'offline.title': 'لا يوجد اتصال بالإنترنت',
  'offline.said': 'هذه الصفحة غير محفوظة على هذا الجهاز. أعِد تحميلها عندما يعود الاتصال.',
  'offline.kept': 'للقراءة دون اتصال',
  'offline.form': 'لا يوجد اتصال بالإنترنت. يعود النموذج مع عودة الاتصال.',
}
