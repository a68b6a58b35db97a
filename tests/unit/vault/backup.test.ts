import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { backup, backupStatus, isDailyBackupDue } from '../../../src-main/vault/backup.ts'
import { toRemove } from '../../../src-main/vault/backup-rotation.ts'
import { openVault, type VaultSession } from '../../../src-main/vault/vault.ts'
import { codeOf, makeHome, newVault, otherPassword, password, removeHome } from '../../support/vault.ts'

let home: string
let session: VaultSession
beforeEach(async () => {
  home = makeHome()
  session = (await newVault(home)).session
})
afterEach(() => {
  session.close()
  removeHome(home)
})
const day = (text: string) => new Date(`${text}T08:12:30`)

describe('backup', () => {
  test('opens with the password of its day, and holds its day', async () => {
    const about = backup(session, 'daily', day('2027-03-04'))
    expect(about.name).toBe('2027-03-04T0812-daily')
    session.db.exec('DELETE FROM child')
    await session.changePassword(password, otherPassword)
    const elsewhere = join(home, 'restored')
    cpSync(join(home, 'backups', about.name), elsewhere, { recursive: true })
    const restored = await openVault({ home: elsewhere, signInName: 'awa', password })
    expect(restored.db.prepare('SELECT name FROM child').pluck().all()).toEqual(['Fatimata'])
    restored.close()
  })

  test('is told to who asks, without any password', () => {
    expect(backupStatus(home)).toEqual({ last: null, all: [], failure: null })
    expect(isDailyBackupDue(home, day('2027-03-04'))).toBe(true)
    const first = backup(session, 'daily', day('2027-03-04'))
    const second = backup(session, 'by-hand', day('2027-03-04'))
    const third = backup(session, 'by-hand', day('2027-03-04'))
    expect(third.name).toBe('2027-03-04T0812-by-hand-2')
    expect(isDailyBackupDue(home, day('2027-03-04'))).toBe(false)
    expect(isDailyBackupDue(home, day('2027-03-05'))).toBe(true)
    const status = backupStatus(home)
    expect(status.last).toMatchObject({ verified: true, at: third.at })
    expect(status.all.map(({ name }) => name).toSorted()).toEqual([second.name, third.name, first.name].toSorted())
    expect(status.last?.bytes).toBeGreaterThan(5000)
  })

  test('one that fails leaves the older ones and says why', async () => {
    const good = backup(session, 'daily', day('2027-03-04'))
    const db = session.db
    db.exec('BEGIN')
    expect(() => backup(session, 'daily', day('2027-03-05'))).toThrow()
    db.exec('ROLLBACK')
    const status = backupStatus(home)
    expect(status.last?.name).toBe(good.name)
    expect(status.failure).toMatchObject({ at: day('2027-03-05').toISOString() })
    expect(readdirSync(join(home, 'backups')).toSorted()).toEqual([good.name, 'last-failure.json'])
    backup(session, 'daily', day('2027-03-05'))
    expect(backupStatus(home).failure).toBeNull()
  })

  test('a folder that is no finished backup counts for nothing and is not touched unless ours', () => {
    const folder = join(home, 'backups')
    mkdirSync(join(folder, '.part-2027-01-01T0000-daily'), { recursive: true })
    mkdirSync(join(folder, 'photos'))
    writeFileSync(join(folder, 'photos', 'about.json'), '{}')
    expect(backupStatus(home).all).toEqual([])
    backup(session, 'daily', day('2027-03-04'))
    expect(existsSync(join(folder, 'photos'))).toBe(true)
    expect(existsSync(join(folder, '.part-2027-01-01T0000-daily'))).toBe(false)
    expect(backupStatus(home).all).toHaveLength(1)
  })

  test('locked, nothing is copied', async () => {
    session.close()
    expect(await codeOf(() => backup(session, 'daily', day('2027-03-04')))).toBe('session.locked')
    expect(backupStatus(home).all).toEqual([])
  })

  test('400 days leave 7 days, 4 weeks and 6 months', () => {
    const all: { name: string; at: string; reason: 'daily' }[] = []
    for (let i = 0; i < 400; i++) {
      const at = new Date(2026, 0, 1 + i, 8, 12).toISOString()
      all.push({ name: at, at, reason: 'daily' })
      const gone = new Set(toRemove(all, at).map(({ name }) => name))
      all.splice(0, all.length, ...all.filter(({ name }) => !gone.has(name)))
    }
    const days = all.map(({ at }) => new Date(at).toDateString())
    expect(days.length).toBeGreaterThanOrEqual(7 + 2 + 4)
    expect(days.length).toBeLessThanOrEqual(7 + 4 + 6)
    expect(days.slice(-7)).toEqual(
      [29, 30, 31, 1, 2, 3, 4].map((d, i) => new Date(2027, i < 3 ? 0 : 1, d).toDateString()),
    )
    expect(new Set(all.map(({ at }) => at.slice(0, 7))).size).toBe(6)
  })

  test('never the one just made, never the newest, never the last of a reason', () => {
    const one = fc.record({
      at: fc
        .date({ min: new Date('2010-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
        .map((d) => d.toISOString()),
      reason: fc.constantFrom('daily', 'before-migration', 'before-rekey', 'by-hand'),
    })
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 60 }), fc.nat(), (list, pick) => {
        const all = list.map((item, index) => ({ ...item, name: `${index}` }))
        const made = all[pick % all.length]!.name
        const gone = new Set(toRemove(all, made).map(({ name }) => name))
        const kept = all.filter(({ name }) => !gone.has(name))
        const newest = all.reduce((a, b) => (a.at >= b.at ? a : b))
        expect(gone.has(made)).toBe(false)
        expect(kept.some(({ at }) => at === newest.at)).toBe(true)
        expect(new Set(kept.map(({ reason }) => reason))).toEqual(new Set(all.map(({ reason }) => reason)))
        if (all.length <= 7) expect(new Set(kept.map(({ at }) => at.slice(0, 4))).size).toBeGreaterThan(0)
      }),
    )
  })
})
