import { existsSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { LakanaError } from '../../src-main/contract/errors.ts'
import { someOffice, TestOffice } from '../support/office.ts'

vi.mock('../../src-main/vault/self-test.ts', () => ({
  selfTest: async () => {
    throw new LakanaError('vault.self-test', { primitive: 'x25519' })
  },
}))

// The sentence in the window: tests/e2e/vault.spec.ts.
test('a primitive that gives a wrong answer on this PC stops every call', async () => {
  const office = new TestOffice()
  for (const [call, input] of [
    ['setup.status', {}],
    ['setup.createOffice', someOffice],
    ['session.signIn', { signIn: 'awa', password: 'x' }],
  ] as const) {
    expect(await office.raw(call, input)).toMatchObject({ ok: false, error: { code: 'vault.self-test' } })
  }
  expect(existsSync(`${office.home}/keyring.json`)).toBe(false)
  await office.close()
})
