import type { Page } from 'playwright'

/**
 * What a narrow window does to a page that should bear it: text that runs over other text or is cut off, scrolling
 * aside, and boxes that stay in the way. Empty when nothing does.
 */
export async function layoutFaults(page: Page): Promise<string[]> {
  await page.waitForLoadState()
  return page.evaluate(() => {
    type Box = { left: number; right: number; top: number; bottom: number }
    const faults: string[] = []
    // What is folded up must bear it too.
    for (const details of document.querySelectorAll('details')) details.open = true
    const root = document.documentElement
    const wider = root.scrollWidth - root.clientWidth
    if (wider) faults.push(`the page is ${wider} px wider than the window`)

    const all = [...document.body.querySelectorAll('*')]
    const hidden = (element: Element) =>
      element.closest('[hidden], .visually-hidden, input, select, svg, template')
    for (const element of all) {
      const { position, overflowX, webkitLineClamp } = getComputedStyle(element)
      if (position === 'fixed' || position === 'sticky')
        faults.push(`${element.tagName} stays in the way: ${position}`)
      const isCut = ['hidden', 'clip'].includes(overflowX) && element.scrollWidth > element.clientWidth + 1
      if (isCut && !hidden(element) && webkitLineClamp === 'none')
        faults.push(`${element.tagName} cuts off “${element.textContent?.trim().slice(0, 40)}”`)
    }

    /** What is seen of a box: no more than what each box around it shows. */
    const seen = (box: Box, element: Element): Box => {
      let { left, right, top, bottom } = box
      for (let around: Element | null = element; around; around = around.parentElement) {
        if (getComputedStyle(around).overflowY === 'visible') continue
        const edge = around.getBoundingClientRect()
        left = Math.max(left, edge.left)
        right = Math.min(right, edge.right)
        top = Math.max(top, edge.top)
        bottom = Math.min(bottom, edge.bottom)
      }
      return { left, right, top, bottom }
    }
    const pieces: { text: string; box: Box }[] = []
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const element = node.parentElement
      const text = node.textContent?.trim() ?? ''
      if (!element || !text || hidden(element) || element.closest('a[href="#main"], script, style')) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const box of range.getClientRects()) pieces.push({ text, box: seen(box, element) })
    }
    for (const [index, one] of pieces.entries())
      for (const other of pieces.slice(index + 1)) {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
        // Lines of one paragraph stand close: the boxes of their letters touch, the letters do not.
        const height = Math.min(one.box.bottom - one.box.top, other.box.bottom - other.box.top)
        if (across > 2 && height > 0 && down > height * 0.5)
          faults.push(`“${one.text.slice(0, 40)}” runs over “${other.text.slice(0, 40)}”`)
      }
    return faults
  })
}
