import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { OfficeWindow, quickOffice } from '../support/journey/office-window.ts'
import { look, picture } from '../support/journey/sound.ts'
import { testPassword } from '../support/some-office.ts'

const beside = fileURLToPath(new URL('../support/file-window.ts', import.meta.url))

let folder = ''
let window: OfficeWindow
let ids = { sound: '', damaged: '' }

test.describe.configure({ mode: 'serial', timeout: 120_000 })

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-files-'))
  const [home, key] = [join(folder, 'home'), join(folder, 'stick')]
  mkdirSync(key)
  ids = JSON.parse(execFileSync(process.execPath, [beside, home], { encoding: 'utf8' }))
  window = await OfficeWindow.open({ name: 'files', home, key, language: 'fr', headless: true, worker: quickOffice })
  await window.signIn(testPassword)
  await window.page.getByRole('navigation').first().waitFor()
})
test.afterAll(async () => {
  await window.close()
  rmSync(folder, { recursive: true, force: true })
})

async function viewSheet(caseId: string): Promise<void> {
  await window.goTo(`/cases/${caseId}`)
  await window.page.getByRole('link', { name: /1A/ }).first().click()
  await window.button('Voir').first().click()
}

/** How dark the picture is in the middle of a part of it, 0 to 255: `x` and `y` from 0 to 1. */
function darkness(x: number, y: number): Promise<number> {
  return window.page
    .getByRole('dialog')
    .locator('canvas')
    .evaluate(
      (canvas, [across, down]) => {
        const place = canvas as HTMLCanvasElement
        const at = [Math.floor(place.width * (across ?? 0)), Math.floor(place.height * (down ?? 0))] as const
        return 255 - (place.getContext('2d')?.getImageData(at[0], at[1], 1, 1).data[0] ?? 255)
      },
      [x, y],
    )
}

test('a PDF is read here, page by page, by keyboard too: its words, and a fax as scanners write it', async () => {
  await viewSheet(ids.sound)
  const dialog = window.page.getByRole('dialog')
  await dialog.getByText('Page 1 sur 2').waitFor()
  await expect.poll(() => darkness(0.3, 0.41)).toBe(255)
  expect(await darkness(0.9, 0.9)).toBe(0)
  await look(window, 'pdf-first')

  await window.page.keyboard.press('PageDown')
  await dialog.getByText('Page 2 sur 2').waitFor()
  await expect.poll(() => darkness(0.5, 0.4)).toBe(255)
  const { width } = (await dialog.locator('canvas').boundingBox()) ?? { width: 0 }
  await window.button('Agrandir').click()
  await expect.poll(async () => (await dialog.locator('canvas').boundingBox())?.width).toBeGreaterThan(width * 1.4)
  // Larger than the dialog, it scrolls: that is what it was enlarged for.
  await picture(window, 'pdf-larger')
  await window.page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})

test('one of which nothing can be read says so, and what to do', async () => {
  await viewSheet(ids.damaged)
  await window.page.getByRole('dialog').getByText('Ce PDF ne peut pas être montré.').waitFor()
  await look(window, 'pdf-damaged')
})
