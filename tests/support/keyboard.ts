import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'
import { turnPage } from './browser.ts'

/** More stops than any page has. */
const most = 150

/** Someone with a keyboard and no mouse, who has to see at each stop where they are. */
export function keyboardOf(page: Page) {
  async function press(key: string): Promise<void> {
    await page.keyboard.press(key)
  }

  /** Goes from stop to stop to something; each stop on the way must be seen. */
  async function goTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    expect(await target.count(), String(target)).toBe(1)
    for (let stop = 0; stop < most; stop++) {
      await press(key)
      expect(await faultsOfFocus(page)).toEqual([])
      if (await target.evaluate((element) => element === document.activeElement)) return
    }
    expect.fail(`no way by ${key} to ${target}`)
  }

  return {
    press,
    goTo,
    type: (text: string) => page.keyboard.type(text),
    /** Goes there, presses the key, and waits for the page that it leads to. */
    async use(target: Locator, key: 'Enter' | 'Space' = 'Enter', way: 'Tab' | 'Shift+Tab' = 'Tab') {
      await goTo(target, way)
      await turnPage(page, () => press(key))
    },
  }
}

/** What hides from a sighted person where the focus is; empty when it is on the page itself. */
export async function faultsOfFocus(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body || element === document.documentElement) return []
    const { outlineStyle, outlineWidth, outlineOffset, outlineColor, boxShadow } = getComputedStyle(element)
    const hasOutline =
      outlineStyle !== 'none' &&
      Number.parseFloat(outlineWidth) >= 2 &&
      !/rgba\([^)]*, 0\)|transparent/.test(outlineColor)
    const box = element.getBoundingClientRect()
    const edge = hasOutline ? Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset) : 0
    // Of a field of several lines the browser shows the one that is written in, the first; so it does of a tall box.
    const isTall = element instanceof HTMLTextAreaElement || box.height > innerHeight / 2
    const line = Math.min(box.height, 24)
    const isInside =
      box.width > 0 &&
      box.left >= edge &&
      box.right <= innerWidth - edge &&
      (isTall
        ? box.top > -line && box.top + line <= innerHeight
        : box.top >= edge && box.bottom <= innerHeight - edge)
    // The first line of a link that runs over two: the middle of its box may lie beside it.
    const first = element.getClientRects()[0] ?? box
    const [x, y] = [first.left + first.width / 2, Math.max(0, first.top) + Math.min(first.height, 24) / 2]
    const onTop = document.elementFromPoint(x, y)
    const isOpen = onTop !== null && (element.contains(onTop) || onTop.contains(element))
    const name = `${element.tagName} “${(element.textContent || element.getAttribute('name') || '').trim().slice(0, 40)}”`
    return [
      ...(hasOutline || boxShadow !== 'none' ? [] : [`${name} does not show that it has the focus`]),
      ...(isInside ? [] : [`${name} has the focus outside of what is shown: ${JSON.stringify(box)}`]),
      ...(isOpen || !isInside ? [] : [`${name} is covered by ${onTop?.tagName}`]),
    ]
  })
}
