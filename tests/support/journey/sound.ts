import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { OfficeWindow } from './office-window.ts'
import { violationsOf } from './violations.ts'

/** Where the pictures of a run by hand go. */
export const pictures = process.env['LAKANA_PICTURES']

const sizes = [
  { width: 1024, height: 600 },
  { width: 1366, height: 768 },
] as const

/** A screen is sound: nothing scrolls sideways at either size, axe finds nothing grave, and the page does not complain. */
export async function expectSound({ page, faults }: OfficeWindow, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    const wide = await page.evaluate(() => {
      const scrolled = [...document.querySelectorAll('*')].filter(
        (each) => each.scrollWidth > each.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(each).overflowX),
      )
      const whole = document.documentElement.scrollWidth > window.innerWidth ? ['page'] : []
      return [...scrolled.map((each) => `${each.tagName} ${each.className}`), ...whole]
    })
    expect(wide, `${name} at ${size.width} × ${size.height}`).toEqual([])
  }
  expect(faults, name).toEqual([])
  const violations = await violationsOf(page)
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(
    grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
    name,
  ).toEqual([])
}

/** Its picture at both sizes, where somebody wants to look at them. */
export async function picture({ page, language }: OfficeWindow, name: string): Promise<void> {
  if (pictures === undefined) return
  for (const size of sizes) {
    await page.setViewportSize(size)
    await page.screenshot({ path: join(pictures, `${name}-${language}-${size.width}.png`) })
  }
}

/** A screen is sound, and its picture is taken where somebody wants to look at it. */
export async function look(window: OfficeWindow, name: string): Promise<void> {
  await expectSound(window, name)
  await picture(window, name)
}
