import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CallInput } from '../../src-main/contract/index.ts'
import { fakeList } from '../support/fake-cases.ts'
import { newTestOffice, TestOffice } from '../support/office.ts'
import { OpenWindow } from '../support/open-window.ts'

const browser = '/usr/bin/chromium'

/** Plain text is typed; `<Key>` is pressed. Nothing else touches the page. */
async function keys(page: Page, ...strokes: readonly string[]): Promise<void> {
  for (const stroke of strokes) {
    if (/^<.+>$/.test(stroke)) await page.keyboard.press(stroke.slice(1, -1))
    else await page.keyboard.type(stroke)
  }
}

/** Tab until a question has the focus. */
async function tabTo(page: Page, field: string): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    const here = await page.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field'))
    if (here === field) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${field} cannot be reached by Tab`)
}

async function expectNoGraveFault(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(grave.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
}

const enter = '<Enter>'
const nextSection = '<Alt+PageDown>'

describe.skipIf(!existsSync(browser))('cases in a window', () => {
  let office: TestOffice
  let window: OpenWindow
  beforeAll(async () => {
    office = await newTestOffice()
    window = await OpenWindow.start(browser)
  })
  afterAll(async () => {
    await window.close()
    await office.close()
  })

  test('a child is registered by keyboard alone, found by draft after a reload, and changed', {
    timeout: 120_000,
  }, async () => {
    const { page, faults } = await window.page(office, { path: '/cases/new' })
    await page.locator('[data-field=family_name] input:focus').waitFor()
    await keys(page, 'Tapsoba', enter, 'Fatoumata', enter, enter, 'f', enter, '10 ans', enter)
    await page.locator('[data-field=consent_date] input:focus').waitFor()
    await keys(page, enter, enter, 'moo', '<Tab>')
    expect(await page.locator('[data-field=consent_language] input').inputValue()).toBe('Mooré')
    await page.getByText('Brouillon gardé').waitFor({ timeout: 2000 })

    // As after a power cut: what was typed is offered back.
    await page.waitForTimeout(1200)
    await page.reload()
    await page.getByRole('button', { name: 'Reprendre' }).focus()
    await keys(page, enter)
    await page.getByRole('heading', { name: /1A/ }).waitFor()

    await page.locator('[data-field=consent_date] input').first().focus()
    await keys(page, nextSection, 'c', enter)
    await page.locator('[data-field=consent_giver] input:focus').waitFor()
    await keys(page, 'un par', '<Tab>', 'Tapsoba Awa', enter, 'mère', enter, nextSection, 'o', nextSection)
    for (const purpose of ['participate', 'collect', 'share_services', 'share_statistics', 'tracing', 'photo']) {
      await tabTo(page, `consent_${purpose}`)
      await keys(page, 'n')
    }
    await keys(page, nextSection, 'n', nextSection, nextSection, nextSection)
    await page.getByRole('button', { name: /Suite.*1B/ }).focus()
    await keys(page, enter)
    await page.locator('[data-field=identification_date] input:focus').waitFor()
    await keys(page, '20/11/26', nextSection, nextSection, nextSection, 'mère', '<Tab>')
    await tabTo(page, 'address_place')
    await keys(page, 'boulsa', '<Tab>')
    await expect.poll(() => page.locator('[data-field=address_place] input').inputValue()).toContain('Boulsa')
    await keys(page, nextSection, nextSection)
    await tabTo(page, 'household_members')
    await keys(page, enter, 'Tapsoba Issa', enter, 'm', enter, '41', '<Escape>', nextSection)
    await tabTo(page, 'situation_narrative')
    await keys(page, 'Seule à la maison, sans repas.')
    await tabTo(page, 'risk_codes')
    await keys(page, '<Space>', nextSection, nextSection, nextSection)
    await tabTo(page, 'risk_level')
    await keys(page, 'm', enter, 'Voisins présents.', '<Control+s>')

    await page.getByRole('heading', { name: 'Le cas est ouvert' }).waitFor()
    const { items } = await office.call('cases.list', { filters: {}, sort: 'name', offset: 0, limit: 10 })
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ familyName: 'Tapsoba', givenNames: 'Fatoumata', sex: 'female', risk: 'medium' })
    await page.getByText(items[0]?.code ?? 'no code').waitFor()
    expect(await office.call('drafts.list', {})).toEqual([])
    await expectNoGraveFault(page)

    await page.getByRole('link', { name: 'Ouvrir le cas' }).focus()
    await keys(page, enter)
    await page.getByRole('button', { name: 'Modifier' }).focus()
    await keys(page, enter)
    await expectNoGraveFault(page)
    await tabTo(page, 'agency')
    await keys(page, 'Action sociale', '<Control+s>')
    await page.getByText('Fiche 1B enregistrée').waitFor()
    await page
      .locator('aside li', { hasText: /Service ou organisation.*Action sociale/ })
      .first()
      .waitFor()
    expect(faults.filter((fault) => !fault.includes('404'))).toEqual([])
    await page.context().close()
  })

  test('a list of 100,000 cases moves by keyboard and never holds them all', { timeout: 60_000 }, async () => {
    let read = 0
    const many = {
      raw: async (name: string, input: unknown) => {
        if (name !== 'cases.list') return office.raw(name, input)
        read += 1
        return { ok: true as const, value: fakeList(100_000, input as CallInput<'cases.list'>) }
      },
    }
    const { page } = await window.page(many, { path: '/cases', width: 1024, height: 600 })
    await page.getByRole('grid').focus()
    await page.locator('[role=row] b').first().waitFor()
    await keys(page, '<End>')
    await page.getByText('BLS-2026-99999-K').waitFor()
    await keys(page, '<Home>', '<ArrowDown>', '<PageDown>')
    await page.getByText('BLS-2026-00001-K').waitFor()
    expect(await page.locator('[role=row]').count()).toBeLessThan(60)
    expect(read).toBeLessThan(12)
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    ).toBe(true)
    await expectNoGraveFault(page)
    await page.context().close()
  })

  test('the communes appear even when they come after the last letter', { timeout: 60_000 }, async () => {
    const empty = new TestOffice()
    const slow = {
      raw: async (name: string, input: unknown) => {
        if (name === 'places.search') await new Promise((resolve) => setTimeout(resolve, 600))
        return empty.raw(name, input)
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
    await empty.close()
  })
})
