import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { backup, backupStatus } from '../../src-main/vault/backup.ts'
import { isIntact } from '../../src-main/vault/database.ts'
import { openVault } from '../../src-main/vault/vault.ts'
import { codeOf, makeHome, newVault, otherPassword, password, removeHome } from '../support/vault.ts'

const mountable = canMount()
if (!mountable) console.warn('Skipped: a full disk, a read-only disk (this user may not mount a tmpfs).')

describe.skipIf(!mountable)('a disk of 600 KB', () => {
  let disk: string
  let home: string
  beforeEach(() => {
    disk = makeHome()
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=600k', 'tmpfs', disk])
    home = join(disk, 'office')
    mkdirSync(home)
  })
  afterEach(() => {
    execFileSync('umount', [disk])
    removeHome(disk)
  })

  const fill = () => {
    const rest = join(disk, 'rest')
    for (let size = 256 * 1024; size >= 4096; ) {
      try {
        writeFileSync(rest, Buffer.alloc(size), { flag: 'a' })
      } catch {
        size /= 2
      }
    }
  }
  const free = () => rmSync(join(disk, 'rest'))

  test('full while creating: nothing has come into being', async () => {
    fill()
    expect(await codeOf(() => newVault(home))).toBe('vault.disk-full')
    free()
    const { session } = await newVault(home)
    session.close()
  })

  test('full while in use: named, nothing lost, the vault still opens', async () => {
    const { session } = await newVault(home)
    const good = backup(session, 'by-hand')
    const keyring = readFileSync(join(home, 'keyring.json'))
    fill()
    expect(await codeOf(() => session.changePassword(password, otherPassword))).toBe('vault.disk-full')
    expect(await codeOf(() => backup(session, 'daily'))).toBe('vault.disk-full')
    expect(backupStatus(home).last?.name).toBe(good.name)
    expect(readFileSync(join(home, 'keyring.json'))).toEqual(keyring)
    free()
    session.close()
    const again = await openVault({ home, signInName: 'awa', password })
    expect(isIntact(again.db)).toBe(true)
    expect(again.db.prepare('SELECT name FROM child').pluck().all()).toEqual(['Fatimata'])
    again.close()
  })

  test('read-only: named', async () => {
    const { session } = await newVault(home)
    session.close()
    execFileSync('mount', ['-o', 'remount,ro', disk])
    expect(await codeOf(() => openVault({ home, signInName: 'awa', password }))).toBe('vault.read-only')
    execFileSync('mount', ['-o', 'remount,rw', disk])
    const again = await openVault({ home, signInName: 'awa', password })
    again.close()
  })
})

function canMount(): boolean {
  const probe = makeHome()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', probe]).status === 0
  if (mounted) spawnSync('umount', [probe])
  removeHome(probe)
  return mounted
}
