import type { pages as english } from '../en/pages.ts'
import type { Translation } from '../translation.ts'

export const pages: Translation<typeof english> = {
  'promise.hours':
    'خلال {hours, plural, one {ساعة واحدة} two {ساعتين} few {# ساعات} many {# ساعة} other {# ساعة}}',
  'promise.working-hours':
    'خلال {hours, plural, one {ساعة عمل واحدة} two {ساعتي عمل} few {# ساعات عمل} many {# ساعة عمل} other {# ساعة عمل}}',
  'byline.by': 'بقلم <authors></authors>',
  'byline.minutes':
    '{minutes, plural, one {دقيقة واحدة للقراءة} two {دقيقتان للقراءة} few {# دقائق للقراءة} many {# دقيقة للقراءة} other {# دقيقة للقراءة}}',
  'byline.updated': 'حُدِّث في <day></day>',
  'byline.reviewed': 'رُوجع في <day></day>',
  'byline.next-review': 'المراجعة التالية في <day></day>',
}
