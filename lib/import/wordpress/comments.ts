import type { Reply } from '../model.ts'
import { plainLine, plainText } from '../plain-text.ts'
import type { Report } from '../report.ts'
import { all, dateOf, field, fieldAsTyped } from './fields.ts'
import type { Node } from './read-xml.ts'

/** Approved ones of people; every other is counted by its kind, and none of its words is kept. */
export function repliesOf(item: Node, key: (id: string) => string, report: Report): Reply[] {
  return all(item, 'wp:comment').flatMap((comment): Reply[] => {
    const type = field(comment, 'wp:comment_type')
    const approved = field(comment, 'wp:comment_approved')
    const leave = (what: string): Reply[] => {
      report.add('left-out', what, comment.place)
      return []
    }
    if (type === 'pingback' || type === 'trackback') return leave('pingbacks and trackbacks')
    if (type && type !== 'comment') return leave(`comments of the kind ${type}`)
    if (approved === 'spam' || approved === 'trash' || approved === 'post-trashed')
      return leave('comments marked as spam or thrown away')
    if (approved !== '1') return leave('comments that nobody had approved')
    const html = fieldAsTyped(comment, 'wp:comment_content')
    if (!plainText(html)) return leave('comments without words')
    const parent = field(comment, 'wp:comment_parent')
    const website = field(comment, 'wp:comment_author_url')
    const date = dateOf(comment, 'wp:comment_date')
    if (!date) return leave('comments without a date')
    return [
      {
        key: key(field(comment, 'wp:comment_id')),
        place: comment.place,
        name: plainLine(field(comment, 'wp:comment_author')),
        email: field(comment, 'wp:comment_author_email') || undefined,
        website: /^https?:\/\/./i.test(website) ? website : undefined,
        date,
        html,
        parent: parent && parent !== '0' ? key(parent) : undefined,
      },
    ]
  })
}
