import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { district } from '../support/journey/journey.ts'
import { OfficeWindow, quickOffice } from '../support/journey/office-window.ts'
import { acceptConduct, createOffice, typePassword } from '../support/journey/opening.ts'
import { look, pictures } from '../support/journey/sound.ts'

const folder = mkdtempSync(join(tmpdir(), 'lakana-people-'))
const awaPassword = 'sept pintades sous le néré'
let window: OfficeWindow

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(180_000)
  mkdirSync(join(folder, 'key'))
  const opening = { name: 'office', home: join(folder, 'home'), key: join(folder, 'key') }
  window = await OfficeWindow.open({ ...opening, language: 'fr', headless: true, worker: quickOffice })
})

test.afterAll(async () => {
  await window.close()
  rmSync(folder, { recursive: true, force: true })
})

async function lock(): Promise<void> {
  await window.page.keyboard.press('Control+l')
  await heading(window.say('setup', 'sign.title')).waitFor({ state: 'attached' })
}

/** The person who was there last is offered first. */
async function signIn(name: RegExp, password: string): Promise<void> {
  const { page, say } = window
  const person = page.getByRole('button', { name })
  const other = window.button(say('setup', 'sign.other'))
  await person.or(other).first().waitFor()
  if (await other.isVisible()) await other.click()
  await person.click()
  await page.locator('#password').fill(password)
  await page.keyboard.press('Enter')
}

const heading = (name: string | RegExp) => window.page.getByRole('heading', { level: 1, name })

test('an office has its first person, who accepts the undertaking', async () => {
  test.setTimeout(120_000)
  await createOffice(window, { ...district, joins: false }, async (name) => {
    if (name === 'create-office' || name === 'conduct') await look(window, `found-${name}`)
  })
  await heading(/Bonjour, Rasmata/).waitFor()
})

test('a person is added from the paper request; the slip shows the temporary password once', async () => {
  test.setTimeout(120_000)
  const { page, say } = window
  await window.go('people')
  await heading('Personnes').waitFor()
  await look(window, 'people')
  await page.getByRole('link', { name: say('people', 'new.action') }).click()
  await heading('Ajouter une personne').waitFor()
  await window.button(say('people', 'new.create')).click()
  await page.getByText('Écrivez le nom.').waitFor()
  await look(window, 'new-mistakes')
  await window.box(say('people', 'field.name')).fill('Marie-Madeleine Wendlassida Ouédraogo épouse Kaboré')
  await expect(window.box(say('people', 'field.signIn'))).toHaveValue('marie.k')
  await page.getByLabel(/^Rôle/).selectOption('case_worker')
  await window.box(say('people', 'field.function')).fill('Assistante sociale, cheffe du service de l’enfance')
  await window.box(say('entering', 'training.date')).fill('12/03/2026')
  await window.box(say('entering', 'training.trainer')).fill('Plan International')
  await window.box(say('entering', 'training.module')).fill('Lakana, trois jours')
  await window.box(say('people', 'field.basis')).fill('Demande du directeur provincial n° 12')
  await look(window, 'new')
  await window.button(say('people', 'new.create')).click()
  await heading('Mot de passe provisoire').waitFor({ timeout: 60_000 })
  await look(window, 'slip')
})

test('she signs in, takes her own password, reads to the end, accepts, and works', async () => {
  test.setTimeout(120_000)
  const { page, say } = window
  const slip = page.getByText(/^[a-z]+(-[a-z]+){4,}$/)
  const temporary = (await slip.textContent()) ?? ''
  await window.button(say('people', 'slip.done')).click()
  await heading(/Marie-Madeleine/).waitFor()
  await look(window, 'person')
  await lock()
  await signIn(/^Marie-Madeleine/, temporary)
  await heading(/Bienvenue, Marie/).waitFor({ timeout: 60_000 })
  await look(window, 'first-password')
  const [first] = await page.locator('input[type=password]').all()
  await typePassword(window, awaPassword)
  await first?.fill(temporary)
  await window.button(say('entering', 'password.action')).click()
  await acceptConduct(window, (name) => look(window, name))
  await heading(/Bonjour, Marie/).waitFor()
  await expect(page.getByRole('link', { name: say('common', 'rail.people'), exact: true })).toHaveCount(0)
  await lock()
})

test('the head reviews, prints the register and sets another text, which is asked at once', async () => {
  test.setTimeout(120_000)
  const { page, say } = window
  await signIn(/^Rasmata/, district.password)
  await heading(/Bonjour, Rasmata/).waitFor({ timeout: 60_000 })
  await window.go('people')
  await page.getByText('Marie-Madeleine').waitFor()
  await look(window, 'people-two')
  await page.getByRole('link', { name: say('people', 'nav.review') }).click()
  await page.getByText(say('people', 'review.done')).waitFor()
  await look(window, 'review-none')
  await page
    .getByRole('link', { name: say('people', 'nav.register') })
    .first()
    .click()
  await page.getByRole('row').nth(2).waitFor()
  await look(window, 'register')
  await page.evaluate(() => {
    document.documentElement.dataset.paper = 'open'
  })
  const pdf = join(folder, 'register.pdf')
  writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true }))
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
  expect(text).toContain('Ministère de la Famille et de la Solidarité')
  expect(text.replace(/\s+/g, ' ')).toContain('Registre d’accès')
  expect(text).toMatch(/page\s+1 \/ \d/)
  expect(text).toContain('n° 12')
  expect(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' })).toMatch(/Page size:\s+84[12]\.\d* x 59[45]/)
  if (pictures !== undefined) copyFileSync(pdf, join(pictures, 'register.pdf'))
  await page.evaluate(() => {
    delete document.documentElement.dataset.paper
  })
  await page.getByRole('link', { name: say('people', 'nav.caseload') }).click()
  await page.evaluate(() => {
    globalThis.print = () => undefined
  })
  await window.button(say('teams', 'caseload.print')).click()
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.paper)).toBe('open')
  const load = join(folder, 'caseload.pdf')
  writeFileSync(load, await page.pdf({ preferCSSPageSize: true }))
  expect(execFileSync('pdftotext', ['-layout', load, '-'], { encoding: 'utf8' })).toContain('Marie-Madeleine')
  if (pictures !== undefined) copyFileSync(load, join(pictures, 'caseload.pdf'))
  await page.evaluate(() => globalThis.dispatchEvent(new Event('afterprint')))
  await page.getByRole('link', { name: say('people', 'nav.conduct') }).click()
  await window.button(say('people', 'text.edit')).click()
  await window.box(say('people', 'text.fr')).fill('# Texte du bureau\n\n- Je garde le secret.')
  await page.getByText(say('people', 'text.asksAll')).click()
  await look(window, 'conduct-edit')
  await window.button(say('people', 'text.set', { version: 2 })).click()
  await heading(/Bienvenue, Rasmata/).waitFor()
  await window.button(say('entering', 'conduct.accept')).click()
  await page.getByRole('navigation').first().waitFor()
})

test('an account is ended, and the file has another key', async () => {
  test.setTimeout(120_000)
  const { page, say } = window
  await window.go('people')
  await page.getByRole('link', { name: /Marie-Madeleine/ }).click()
  await window.button(say('people', 'end.action')).click()
  await window.box(say('people', 'end.reason')).fill('Mutée à Kaya')
  await look(window, 'end')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Fermer le compte marie/ })
    .click()
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 60_000 })
  await window.button(say('people', 'reopen.action')).waitFor()
  await look(window, 'ended')
})
