import { expect } from '@playwright/test'
import type { OfficeWindow } from './office-window.ts'
import { recoverySheet, typePassword } from './opening.ts'
import type { Look } from './register.ts'

export async function lock(window: OfficeWindow): Promise<void> {
  await window.page.keyboard.press('Control+l')
  await window.page.locator('#password').waitFor()
  // The shell replaces the page once more after it has thrown itself away.
  await expect.poll(() => window.page.evaluate(() => history.length).catch(() => 0)).toBe(1)
}

export async function signIn(window: OfficeWindow, password: string): Promise<void> {
  await window.page.locator('#password').fill(password)
  await window.button(window.say('setup', 'sign.action')).click()
  await window.page.getByRole('navigation').waitFor()
}

/** From the locked page: the code of the sheet gives a new password, and a new sheet. @returns the new code */
export async function recover(window: OfficeWindow, code: string, password: string, look: Look): Promise<string> {
  const { say } = window
  await window.button(say('setup', 'sign.forgotten')).click()
  await window.page.getByRole('button', { name: say('setup', 'forgotten.sheet') }).click()
  await window.box(say('setup', 'recover.code')).pressSequentially(code)
  await typePassword(window, password)
  await look('recover')
  await window.button(say('setup', 'recover.action')).click()
  return recoverySheet(window, look)
}
