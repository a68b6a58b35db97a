import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { listBackups } from '../../src-main/vault/backup-list.ts'
import { keyFolder } from '../../src-main/vault/backup-on-key.ts'
import { findMoved, moveIn, moveOut, newMove } from '../../src-main/vault/move.ts'
import { readSeal, sealPath } from '../../src-main/vault/moved.ts'
import { settleFolder } from '../../src-main/vault/settle-folder.ts'
import { openVault, vaultStatus } from '../../src-main/vault/vault.ts'
import {
  attachment,
  backedUp,
  credentials,
  type FolderWorld,
  fillFolderWorld,
  namesIn,
  now,
  worldIn,
} from './folder-world.ts'
import { killedChild } from './killed-child.ts'
import { codeOf } from './vault.ts'

const steps = { progress: () => undefined, checkCancelled: () => undefined }

/** What must hold after each act, whether it ended or not. */
const sound: Readonly<Record<string, (world: FolderWorld, acknowledged: boolean) => Promise<void>>> = {
  'backup-beside': async ({ home }, acknowledged) => {
    expect(await namesIn(home, home)).toEqual(now)
    await backupsOpen(home, join(home, 'backups'), acknowledged ? 2 : 1)
  },
  'to-key': async ({ home, key }, acknowledged) => {
    expect(await namesIn(home, home)).toEqual(now)
    await backupsOpen(home, keyFolder(key, 'BLS'), acknowledged ? 1 : 0)
  },
  restore: (world, acknowledged) => replacedOrNot(world, [...backedUp, 'restored'], acknowledged),
  salvage: (world, acknowledged) => replacedOrNot(world, [...now, 'salvaged'], acknowledged),
  'move-out': async ({ home, key, other }, acknowledged) => {
    const seal = readSeal(home)
    const moved = findMoved(key)
    expect(moved.length).toBeLessThanOrEqual(1)
    if (acknowledged) expect(seal?.state).toBe('moved')
    if (seal?.state === 'moved') expect(moved).toHaveLength(1)
    if (seal) expect(await codeOf(() => openVault({ home, ...credentials }))).toBe('vault.moved')
    // Sealed or not, nothing of what stayed here is touched; and what is on the key is whole.
    rmSync(sealPath(home), { force: true })
    expect(await namesIn(home, home)).toEqual(now)
    const [whole] = moved
    if (whole) await moveIn({ ...steps, home: other, folder: whole.folder, now: new Date() })
    if (whole) expect(await namesIn(other, other)).toEqual(now)
  },
  'move-in': async ({ key, other }, acknowledged) => {
    settleFolder(other)
    const arrived = vaultStatus(other).state !== 'empty'
    if (acknowledged) expect(arrived).toBe(true)
    const [moved] = findMoved(key)
    if (!arrived) await moveIn({ ...steps, home: other, folder: moved?.folder ?? '', now: new Date() })
    expect(await namesIn(other, other)).toEqual(now)
    expect(existsSync(join(other, 'attachments', attachment))).toBe(true)
  },
}

export const folderActs: readonly string[] = Object.keys(sound)

/** The old file or the new one, each whole; the old one aside once it is replaced. */
async function replacedOrNot({ home }: FolderWorld, after: readonly string[], acknowledged: boolean): Promise<void> {
  const found = await namesIn(home, home)
  if (acknowledged) expect(found).toEqual(after)
  else expect([now, after]).toContainEqual(found)
  const kept = existsSync(join(home, 'replaced')) ? readdirSync(join(home, 'replaced')) : []
  if (JSON.stringify(found) === JSON.stringify(after)) {
    const [aside = ''] = kept
    expect(await namesIn(home, join(home, 'replaced', aside))).toEqual(now)
  }
}

async function backupsOpen(home: string, folder: string, least: number): Promise<void> {
  const backups = listBackups(folder)
  expect(backups.length).toBeGreaterThanOrEqual(least)
  for (const { name } of backups) expect((await namesIn(home, join(folder, name))).includes('Fatimata')).toBe(true)
}

const childFile = new URL('../../.cache/threads/folder-child.mjs', import.meta.url).pathname

/** Runs an act in folders of its own until it is killed (or, at a random moment, has ended), and holds what is left against what was said. */
export async function endFolderActViolently(model: string, act: string, end: string | number): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'lakana-folders-'))
  try {
    cpSync(model, root, { recursive: true })
    const world = worldIn(root)
    if (act === 'move-in')
      await moveOut({
        ...steps,
        home: world.home,
        drive: world.key,
        office: { code: 'BLS', name: 'Boulsa' },
        now: new Date(),
        move: newMove(),
        withBackups: true,
      })
    const acknowledged = await killedChild(childFile, [act, root, typeof end === 'string' ? end : 'none'], end)
    settleFolder(world.home)
    expect(readdirSync(world.home).filter((name) => /^(incoming-|switch)/.test(name))).toEqual([])
    await sound[act]?.(world, acknowledged)
    const photos = readdirSync(world.home, { recursive: true, encoding: 'utf8' })
    expect(photos.some((name) => name === join('attachments', attachment))).toBe(true)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** The folders of which each act gets a copy. */
export async function makeFolderModel(): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'lakana-folders-'))
  await fillFolderWorld(root)
  return root
}
