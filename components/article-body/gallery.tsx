import { Children, cloneElement, isValidElement, type ReactNode } from 'react'
import { BodyImage, Figure } from './figure.tsx'
import styles from './gallery.module.css'

/** Two beside each other at least, where there is room. */
const sizes = '(min-width: 40rem) 18rem, (min-width: 31rem) 45vw, 92vw'

/** Pictures beside each other. */
export function Gallery({ children }: { children: ReactNode }) {
  const shown = narrower(children)
  const isEmpty = Children.toArray(shown).every((one) => typeof one === 'string' && !one.trim())
  return isEmpty ? null : <div className={styles.gallery}>{shown}</div>
}

function narrower(children: ReactNode): ReactNode {
  return Children.map(children, (child) => {
    if (!isValidElement<{ children?: ReactNode; sizes?: string }>(child)) return child
    if (child.type === BodyImage || child.type === Figure) return cloneElement(child, { sizes })
    const isAround = child.type === 'p' || child.type === 'figure'
    return isAround ? cloneElement(child, {}, narrower(child.props.children)) : child
  })
}
