import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CallName, contract } from '../../src-main/contract/index.ts'
import { permissions } from '../../src-main/contract/permissions.ts'
import { windowOrigin } from '../../src-main/contract/wire.ts'
import { standardRoles } from '../../src-main/domain/access/standard-roles.ts'
import { accessOf } from '../../src-main/office/access.ts'
import type { OfficeContext, OpenOffice } from '../../src-main/office/context.ts'
import { dispatch } from '../../src-main/office/dispatch.ts'
import { foundOffice } from '../../src-main/office/founding.ts'
import { newContext } from '../../src-main/office/new-context.ts'
import { lock } from '../../src-main/office/opening.ts'
import { acceptConduct, cheapKdf, newTestOffice, someOffice, type TestOffice } from '../support/office.ts'
import { within } from '../support/within.ts'

const names = Object.keys(contract) as CallName[]
const needing = names.filter((name) => contract[name].needs !== 'nobody')

const openToAll: readonly string[] = ['nobody', 'entering', 'signed-in']

/** Permissions whose calls are still to come, or which the window alone asks about. */
const withoutCall: readonly string[] = ['vault.recovery-sheet', 'system.write']

/** Inputs that no call of the contract accepts. */
const malformed: unknown[] = [
  undefined,
  null,
  0,
  'text',
  [],
  { unexpected: true },
  { __proto__: null, id: { toString: 1 } },
  { id: 'x'.repeat(300_000), text: 5, path: 7, subject: null, values: [], filters: 1 },
]

describe('the whole contract, walked', () => {
  let locked: TestOffice
  let open: TestOffice

  beforeAll(async () => {
    open = await newTestOffice()
    locked = await newTestOffice()
    await locked.call('session.lock', { reason: 'person' })
  })
  afterAll(async () => {
    await open.close()
    await locked.close()
  })

  test.each(names)('%s refuses malformed input by its code', async (name) => {
    for (const input of malformed) {
      if (contract[name].input.safeParse(input).success) continue
      const result = await open.raw(name, input)
      expect(result).toMatchObject({ ok: false, error: { code: 'call.input' } })
      expect(JSON.stringify(result).length).toBeLessThan(2000)
    }
  })

  test.each(needing)('%s is refused while locked, whatever the input', async (name) => {
    for (const input of [...malformed, {}]) {
      expect(await locked.raw(name, input)).toEqual({ ok: false, error: { code: 'session.locked', details: {} } })
    }
  })

  test.each(names)('%s is refused to a page that is not ours', async (name) => {
    for (const sender of ['', 'https://example.org', 'app://lakana.evil', 'file:///tmp/x.html']) {
      expect(await open.raw(name, {}, { sender })).toMatchObject({ ok: false, error: { code: 'call.sender' } })
    }
  })

  test('unknown calls, and names that objects carry by birth, are refused', async () => {
    for (const name of [
      '',
      'cases',
      'cases.',
      'cases.drop',
      'constructor',
      '__proto__',
      'toString',
      'hasOwnProperty',
    ]) {
      expect(await open.raw(name, {})).toEqual({ ok: false, error: { code: 'call.unknown', details: {} } })
    }
  })

  test('every call names a known need and every permission is needed by some call', () => {
    const needs = new Set(names.map((name) => contract[name].needs))
    for (const need of needs) expect(['nobody', 'entering', 'signed-in', ...permissions]).toContain(need)
    for (const permission of permissions)
      expect([permission, needs.has(permission)]).toEqual([permission, !withoutCall.includes(permission)])
  })
})

describe('permissions', () => {
  let context: OfficeContext
  let open: OpenOffice
  const home = mkdtempSync(join(tmpdir(), 'lakana-test-'))

  beforeAll(async () => {
    const machine = { home, version: 'test', now: () => new Date(), listDrives: async () => [], kdf: cheapKdf }
    context = newContext(machine, () => undefined)
    open = (await foundOffice(context, someOffice, false)).office
    await acceptConduct(within(context))
  })
  afterAll(() => {
    lock(context, 'window')
    rmSync(home, { recursive: true, force: true })
  })

  test.each([...standardRoles.map(({ id }) => id), 'no-such-role'])(
    'role %s gets exactly what its permissions give',
    async (role) => {
      const person = { ...open.person, role }
      const access = accessOf(open.db, person, open.self.office.id)
      context.open = { ...open, person, access }
      const granted: readonly string[] = access.role.permissions
      for (const name of needing) {
        const { needs } = contract[name]
        const asked = {
          call: name,
          input: { unexpected: true },
          sender: windowOrigin,
          progress: () => undefined,
          cancelled: () => false,
        }
        const result = await dispatch(context, asked)
        const refused = !result.ok && result.error.code === 'session.permission'
        expect([name, refused]).toEqual([name, !openToAll.includes(needs) && !granted.includes(needs)])
      }
      context.open = open
    },
  )
})
