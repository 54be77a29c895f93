import { Children, type ComponentProps, isValidElement, type ReactNode } from 'react'
import { site } from '#lib/site.ts'
import { languageOf, words } from '#lib/words/words.ts'
import styles from './table.module.css'
import { textOf } from './text-of.ts'

type Props = ComponentProps<'table'> & {
  /** Language of the text around, BCP 47. */
  within?: string
}

/** A table wider than the text scrolls by itself, by keyboard too. */
export function Table({ within = site.lang, children }: Props) {
  const t = words(within)
  const columns = headings(children).join(languageOf(within) === 'ar' ? '، ' : ', ')
  return (
    // A group, not a region: two tables with the same columns would be two landmarks of one name.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, and this is a table
    <div
      className={styles.scroll}
      role="group"
      aria-label={columns ? t('article.table-of', { columns }) : t('article.table')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table className={styles.table}>{children}</table>
    </div>
  )
}

type CellProps = ComponentProps<'td'> & { 'data-align'?: string | undefined }

export function HeaderCell(props: CellProps) {
  return (
    <th
      className={alignment(props)}
      scope={props.scope ?? 'col'}
      colSpan={props.colSpan}
      rowSpan={props.rowSpan}
    >
      {props.children}
    </th>
  )
}

export function Cell(props: CellProps) {
  return (
    <td className={alignment(props)} colSpan={props.colSpan} rowSpan={props.rowSpan}>
      {props.children}
    </td>
  )
}

/** Markdown's alignment arrives as data: a style would be refused by the site's policy. */
function alignment({ 'data-align': side }: CellProps): string | undefined {
  if (side === 'right') return styles.end
  return side === 'center' ? styles.centre : undefined
}

/** The words of the first row that has header cells. */
function headings(node: ReactNode): string[] {
  for (const child of Children.toArray(node)) {
    if (!isValidElement<{ children?: ReactNode }>(child)) continue
    if (child.type === HeaderCell || child.type === 'th')
      return Children.toArray(node)
        .map(textOf)
        .filter((text) => text.trim())
    const inside = headings(child.props.children)
    if (inside.length) return inside
  }
  return []
}
