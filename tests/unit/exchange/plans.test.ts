import SQLite, { type Statement } from 'better-sqlite3-multiple-ciphers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wordDrafts } from '../../../src-main/domain/cases/others-words.ts'
import { referralDrafts } from '../../../src-main/domain/cases/referral.ts'
import { type Desk, enrol, handOver, id, newDesk, newRegion } from '../../support/desk.ts'
import { pass, secondDesk } from '../../support/second-desk.ts'

/** Tables that grow with the children and the years. */
const large = new Set([
  'record',
  'change',
  'register',
  'cover',
  'touch',
  'case_item',
  'attachment_ref',
  'told',
  'case_verdict',
])

/** What may look at a whole one of them, by how it begins, and why. */
const allowed: Readonly<Record<string, string>> = {
  'SELECT at, body FROM change WHERE instr(body, \'"t":"erase"\')':
    'everything is drawn anew: each change is read anyway',
  "SELECT at FROM change WHERE body <> ''": 'likewise',
  "UPDATE told SET verdict = '?'": 'likewise: row numbers of cases are others',
  "SELECT x.id FROM record x CROSS JOIN case_item i ON i.n = x.parent WHERE x.kind = 'word'":
    'by the index of words alone',
  'SELECT c.at FROM': 'an erasure: links and referrals of one case, and no index of the changes that speak of them',
}

/** Each statement asked, with the large tables that it looks at from end to end. */
const scans = new Map<string, string[]>()
const { prepare } = SQLite.prototype
let world: Awaited<ReturnType<typeof newRegion>>
let national: Desk
let second: Desk

beforeAll(async () => {
  SQLite.prototype.prepare = function (this: SQLite.Database, sql: string): Statement {
    if (!scans.has(sql)) scans.set(sql, scannedBy(this, sql))
    return prepare.call(this, sql)
  } as typeof prepare
  world = await newRegion(['BLS', 'TGR'])
  national = await newDesk({ level: 'national', code: 'NAT' })
  enrol(national, world.region)
  second = await secondDesk(world.region)
}, 60_000)
afterAll(() => {
  SQLite.prototype.prepare = prepare
  for (const desk of [national, second]) desk.close()
  world.close()
})

/** SQLite plans without statistics, as in the program: so the plan is that of a file of any size. */
function scannedBy(db: SQLite.Database, sql: string): string[] {
  const tables = new Map(
    [...sql.matchAll(/\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:\s+(?:AS\s+)?(\w+))?/g)].flatMap(
      ([, table = '', alias]) => [[table, table] as const, ...(alias === undefined ? [] : [[alias, table] as const])],
    ),
  )
  const plan = prepare.call(db, `EXPLAIN QUERY PLAN ${sql}`) as Statement
  const bare = sql.replace(/'[^']*'/g, '')
  const names = [...bare.matchAll(/[$@:](\w+)/g)].map(([, name = '']) => [name, null] as const)
  const unnamed = [...bare].flatMap((sign) => (sign === '?' ? [null] : []))
  const given: unknown[] = names.length > 0 ? [Object.fromEntries(names)] : unnamed
  const steps = (plan.all(...given) as { detail: string }[]).map(({ detail }) => /^SCAN (\w+)/.exec(detail)?.[1] ?? '')
  return steps.map((alias) => tables.get(alias) ?? alias).filter((table) => large.has(table))
}

test('no question of an exchange looks at everything: hand-over, referral, word, consent, erasure, both ways', async () => {
  const { region, key } = world
  const [boulsa, tougouri] = world.districts as [Desk, Desk]
  const around = async (): Promise<void> => {
    for (const each of [boulsa, tougouri]) await pass(each, region, key)
    for (const each of [boulsa, tougouri]) await pass(region, each, key)
    await pass(region, second, key)
    await pass(second, region, key)
  }
  const { caseId, formId, consentId } = boulsa.child('Awa')
  const other = boulsa.child('Binta')
  await around()
  const to = tougouri.self.office.id
  boulsa.write(
    referralDrafts(id(), other.caseId, {
      to,
      form: id(),
      code: 'X',
      today: '2026-03-01',
      request: { referral_priority: 'urgent', service_type: 'medical', referral_reason: 'Soins' },
      parts: {},
    }),
  )
  handOver(boulsa, caseId, tougouri)
  boulsa.rename(formId, 'Tard')
  await around()
  tougouri.consent(consentId, { consent_collect: 'no' })
  region.write(wordDrafts(id(), other.caseId, 'Mot'))
  await around()
  tougouri.consent(consentId, { consent_collect: 'yes' })
  await around()
  const was = [boulsa.self.office.id]
  tougouri.write([{ t: 'erase', r: caseId, value: { code: 'X', office: to, was, reason: 'asked', proposed: id() } }])
  for (let round = 0; round < 2; round += 1) await around()

  const found = [...scans].flatMap(([sql, tables]) => {
    const text = sql.replace(/\s+/g, ' ').trim()
    return tables.length === 0 || Object.keys(allowed).some((begin) => text.startsWith(begin))
      ? []
      : [`${tables}: ${text}`]
  })
  expect(scans.size).toBeGreaterThan(150)
  expect(found).toEqual([])
})
