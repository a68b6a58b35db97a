import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { LakanaError } from '../../src-main/contract/errors.ts'
import { someOffice, TestOffice } from '../support/office.ts'
import { OpenWindow } from '../support/open-window.ts'

vi.mock('../../src-main/vault/self-test.ts', () => ({
  selfTest: async () => {
    throw new LakanaError('vault.self-test', { primitive: 'x25519' })
  },
}))

const browser = '/usr/bin/chromium'

describe('a primitive that gives a wrong answer on this PC', () => {
  let office: TestOffice
  beforeAll(() => {
    office = new TestOffice()
  })
  afterAll(() => office.close())

  test('stops every call', async () => {
    const signIn = { signIn: 'awa', password: 'x' }
    for (const [call, input] of [
      ['setup.status', {}],
      ['setup.createOffice', someOffice],
      ['session.signIn', signIn],
    ] as const) {
      expect(await office.raw(call, input)).toMatchObject({ ok: false, error: { code: 'vault.self-test' } })
    }
    expect(existsSync(`${office.home}/keyring.json`)).toBe(false)
  })

  test.skipIf(!existsSync(browser))(
    'says so in the window, and nothing else can be done',
    { timeout: 60_000 },
    async () => {
      const window = await OpenWindow.start(browser)
      const { page } = await window.page(office)
      await page.getByText(/^Le chiffrement de ce PC ne donne pas les résultats attendus/).waitFor()
      expect(await page.getByRole('textbox').count()).toBe(0)
      await window.close()
    },
  )
})
