import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { aminata, fatoumata } from '../support/journey/children.ts'
import { district, playJourney } from '../support/journey/journey.ts'
import { registerByKeyboard } from '../support/journey/keyboard.ts'
import { lock, recover, signIn } from '../support/journey/locked.ts'
import { OfficeWindow } from '../support/journey/office-window.ts'
import { createOffice } from '../support/journey/opening.ts'
import { registerChild } from '../support/journey/register.ts'
import { expectSound } from '../support/journey/sound.ts'

const newPassword = 'quatre tamis derrière le grenier'

let folder = ''
let key = ''
let windows: OfficeWindow[] = []

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-journey-'))
  key = join(folder, 'LAKANA')
  mkdirSync(key)
  windows = []
})

// biome-ignore lint/correctness/noEmptyPattern: playwright hands its own browser only to those who ask for it
test.afterEach(async ({}, info) => {
  for (const window of windows) {
    if (info.status !== info.expectedStatus)
      await window.page.screenshot({ path: info.outputPath(`${window.name}.png`) })
    await window.close()
  }
  rmSync(folder, { recursive: true, force: true })
})

async function openOffice(name: string, language: 'fr' | 'en' = 'fr'): Promise<OfficeWindow> {
  const window = await OfficeWindow.quick(folder, name, key, language)
  windows.push(window)
  return window
}

test('a child registered in the district reaches the region by key, and the receipt comes back', async () => {
  test.setTimeout(300_000)
  await playJourney({
    district: await openOffice('district'),
    region: await openOffice('region'),
    step: (_window, title, work) => test.step(title, work),
    look: (window, name) => expectSound(window, `${window.name} ${name}`),
  })
  expect(readdirSync(key).filter((file) => file.endsWith('.lkb')).length).toBeGreaterThanOrEqual(2)
})

test('in English: an office, a child by mouse, a child by keyboard alone', async () => {
  const office = await openOffice('office', 'en')
  const look = (name: string) => expectSound(office, `English ${name}`)
  await createOffice(office, { ...district, joins: false }, look)
  await office.page.setViewportSize({ width: 1024, height: 600 })
  const current = office.page.locator('nav [aria-current=step]')
  const inView = (name: string) =>
    /^1[AB]/.test(name) ? expect(current).toBeInViewport({ ratio: 0.9 }) : Promise.resolve()
  await registerChild(office, aminata, { look: inView })
  await registerByKeyboard(office, fatoumata)
  await look('registered by keyboard')
  await office.go('home')
  await office.text('Aminata S.').waitFor()
  await expect(office.text('Fatoumata W.')).toBeVisible()
  await look('home')
  await office.go('transmission')
  await office.heading('Transmission').waitFor()
  await look('transmission')
})

test('the lock hides the page, and a forgotten password is replaced by the code of the sheet', async () => {
  const office = await openOffice('office')
  const { page, say } = office
  const look = (name: string) => expectSound(office, name)
  const nothing = () => Promise.resolve()
  const code = await createOffice(office, { ...district, joins: false }, nothing)
  await registerChild(office, aminata)
  await office.go('cases')
  await page.getByRole('row').filter({ hasText: 'Aminata' }).click()
  await page.getByRole('heading', { level: 1 }).filter({ hasText: 'Aminata' }).waitFor()
  await lock(office)
  await look('locked')
  expect(await page.content()).not.toContain('Aminata')
  expect(page.url()).not.toContain('cases')
  await page.goBack().catch(nothing)
  await expect(page.getByText('Aminata')).toHaveCount(0)

  const next = await recover(office, code, newPassword, look)
  expect(next).not.toBe(code)
  await office.heading(say('home', 'hello', { name: 'Rasmata' })).waitFor()
  await lock(office)
  await page.locator('#password').fill(district.password)
  await office.button(say('setup', 'sign.action')).click()
  await page.getByRole('alert').waitFor()
  await expect(office.button(say('setup', 'sign.action'))).toBeEnabled()
  await signIn(office, newPassword)
  await office.text('Aminata S.').waitFor()
})
