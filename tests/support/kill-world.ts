import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { migrate } from '../../src-main/store/migrate.ts'
import { isIntact } from '../../src-main/vault/database.ts'
import { publicKeyOf } from '../../src-main/vault/key-pairs.ts'
import { parseKeyring } from '../../src-main/vault/keyring-format.ts'
import { openVault, openWithRecoveryCode, vaultStatus } from '../../src-main/vault/vault.ts'
import { killedChild } from './killed-child.ts'
import { cheapKdf, codeOf, makeHome, newVault, otherPassword, password } from './vault.ts'

/** A vault with several people, a region and a recovery sheet, of which copies are put through violent ends. */
export const issa = { personId: 'b'.repeat(32), signInName: 'issa.t', displayName: 'Issa Traoré' }
export const salif = { personId: 'c'.repeat(32), signInName: 'salif', displayName: 'Salif Zongo' }
export const noura = { personId: 'd'.repeat(32), signInName: 'noura', displayName: 'Noura Sanou' }
export const temporary = 'calebasse-orage-77'
export const officerSecret: Buffer = Buffer.alloc(32, 7)

export interface World {
  readonly home: string
  readonly code: string
}

export async function makeWorld(): Promise<World> {
  const home = makeHome()
  const { session, recoveryCode } = await newVault(home, {
    prepare: (db) => {
      migrate(db, { folder: stepsFolder(home, 1) })
      db.exec(`INSERT INTO child VALUES ('Fatimata')`)
    },
  })
  await session.addPerson(issa, temporary)
  await session.addPerson(salif, temporary)
  session.setRegion({ officer: 'Direction régionale', publicKey: publicKeyOf('x25519', officerSecret) })
  session.close()
  return { home, code: recoveryCode }
}

/** Migrations as a program of that age has them. */
export function stepsFolder(home: string, newest: number): string {
  const folder = join(home, `steps-${newest}`)
  mkdirSync(folder, { recursive: true })
  const steps = [
    'CREATE TABLE child (name TEXT) STRICT',
    'ALTER TABLE child ADD COLUMN age INTEGER',
    'CREATE INDEX x ON child (age)',
  ]
  for (const [index, sql] of steps.slice(0, newest).entries())
    writeFileSync(join(folder, `000${index + 1}-step.sql`), `${sql};\n`)
  return folder
}

const secrets = {
  'awa, first': ['awa', password],
  'awa, second': ['awa', otherPassword],
  'issa, first': ['issa.t', temporary],
  'issa, second': ['issa.t', otherPassword],
  salif: ['salif', temporary],
  noura: ['noura', temporary],
} as const
type Secret = keyof typeof secrets | 'sheet'
type Opening = Readonly<Record<Secret, boolean>>

const atFirst: Opening = {
  'awa, first': true,
  'awa, second': false,
  'issa, first': true,
  'issa, second': false,
  salif: true,
  noura: false,
  sheet: true,
}
const recovered = { 'awa, first': false, 'awa, second': true, sheet: false }

/** What each act changes of what opens the vault. */
export const acts: Readonly<Record<string, Partial<Opening>>> = {
  'sign-in': {},
  'change-password': { 'awa, first': false, 'awa, second': true },
  'add-person': { noura: true },
  'reset-person': { 'issa, first': false, 'issa, second': true },
  'remove-person': { 'issa, first': false },
  backup: {},
  migrate: {},
  'recover-code': recovered,
  'recover-region': recovered,
  create: {},
}

/** Runs an act on a copy of the world until it is killed (or, at a random moment, has ended), and holds what is left against what was said. */
export async function endViolently(world: World, act: string, end: string | number): Promise<void> {
  const home = makeHome()
  try {
    cpSync(world.home, home, { recursive: true })
    const acknowledged = await killedChild(
      childFile,
      [act, home, typeof end === 'string' ? end : 'none', world.code],
      end,
    )
    await expectSound(home, world.code, act, acknowledged)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

const childFile = new URL('../../.cache/threads/kill-child.mjs', import.meta.url).pathname

let skipped = 0

async function expectSound(home: string, code: string, act: string, acknowledged: boolean): Promise<void> {
  const asked = new Set<Secret>(['awa, first', 'salif', 'sheet', ...(Object.keys(acts[act] ?? {}) as Secret[])])
  const of = (opening: Partial<Opening>) => Object.fromEntries([...asked].map((secret) => [secret, opening[secret]]))
  const opens = of(await whatOpens(home, code, asked))
  const after = of({ ...atFirst, ...acts[act] })
  if (acknowledged) expect(opens).toEqual(after)
  else expect([of(atFirst), after]).toContainEqual(opens)
  expect(keyringOf(home).generations).toHaveLength(1)
  expect(readdirSync(home).filter((name) => /\.(next|new|tmp)/.test(name) && name.startsWith('office'))).toEqual([])
  if (act === 'create') await expectCreated(join(home, 'new'), acknowledged)
}

async function whatOpens(home: string, code: string, asked: ReadonlySet<Secret>): Promise<Partial<Opening>> {
  const found: Partial<Record<Secret, boolean>> = {}
  for (const [name, [signInName, word]] of Object.entries(secrets)) {
    if (asked.has(name as Secret)) found[name as Secret] = await opens(home, signInName, word)
  }
  const bySheet = await codeOf(async () => (await openWithRecoveryCode({ home, code })).close())
  expect(['vault.recovery-code', null]).toContain(bySheet)
  return { ...found, sheet: bySheet === null }
}

/** A wrong password, or a name that nobody has, is the only failure that may be. */
async function opens(home: string, signInName: string, word: string): Promise<boolean> {
  skipped += 61_000
  const monotonic = () => performance.now() + skipped
  const failure = await codeOf(async () => {
    const session = await openVault({ home, signInName, password: word, kdf: cheapKdf, monotonic })
    expect(isIntact(session.db)).toBe(true)
    expect(session.db.prepare('SELECT name FROM child').pluck().all()).toEqual(['Fatimata'])
    migrate(session.db, { folder: stepsFolder(home, 3) })
    session.close()
  })
  // A try that was counted before the kill makes the next one wait: from the first look on.
  if (failure === 'session.wait') return opens(home, signInName, word)
  expect(['session.wrong-password', null]).toContain(failure)
  return failure === null
}

async function expectCreated(home: string, acknowledged: boolean): Promise<void> {
  if (!acknowledged && (!existsSync(home) || vaultStatus(home).state === 'empty')) return
  const session = await openVault({ home, signInName: 'awa', password, kdf: cheapKdf })
  expect(isIntact(session.db)).toBe(true)
  session.close()
}

const keyringOf = (home: string) => parseKeyring(readFileSync(join(home, 'keyring.json'), 'utf8'))
