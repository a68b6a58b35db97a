import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestOffice } from '../support/office.ts'
import { OpenWindow } from '../support/open-window.ts'

const browser = '/usr/bin/chromium'

describe.skipIf(!existsSync(browser))('opening pages in a window', () => {
  let office: TestOffice
  let window: OpenWindow
  beforeAll(async () => {
    office = new TestOffice()
    window = await OpenWindow.start(browser)
  })
  afterAll(async () => {
    await window.close()
    await office.close()
  })

  test('the communes appear even when they come after the last letter', { timeout: 60_000 }, async () => {
    const slow = {
      raw: async (name: string, input: unknown) => {
        if (name === 'places.search') await new Promise((resolve) => setTimeout(resolve, 600))
        return office.raw(name, input)
      },
    }
    const { page } = await window.page(slow)
    await page.getByRole('button', { name: /^Créer un bureau/ }).click()
    await page.getByRole('combobox', { name: /^Commune/ }).pressSequentially('boulsa')
    await page
      .getByRole('option', { name: /^Boulsa/ })
      .first()
      .waitFor({ timeout: 5000 })
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByLabel(/^Code du bureau/).inputValue()).toBe('BLS')
    await page.context().close()
  })
})
