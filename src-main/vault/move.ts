import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { LakanaError } from '../contract/errors.ts'
import type { Progress } from '../contract/wire.ts'
import { attachmentPaths, bringAttachments } from './attachment-copies.ts'
import { backupsFolder } from './backup-list.ts'
import { localMinute } from './backup-place.ts'
import { copyFile, hashFile } from './copy-file.ts'
import { databaseName } from './database.ts'
import { syncFolder, writeWhole } from './files.ts'
import type { VaultPlace } from './hooks.ts'
import { keyringName } from './keyring.ts'
import { newId } from './keyring-slots.ts'
import { acquireInstanceLock } from './lock-file.ts'
import { readSeal, sealPath, writeArrival, writeSeal } from './moved.ts'
import { finishSwitch, newStage, switchFiles } from './switch-files.ts'

const rootName = 'LAKANA-DEMENAGEMENT'
const listName = 'move.json'
const takenName = 'taken.json'

const listSchema = z.strictObject({
  version: z.literal(1),
  move: z.string().regex(/^[0-9a-f]{32}$/),
  at: z.iso.datetime(),
  office: z.strictObject({ code: z.string().max(10), name: z.string().max(200) }),
  files: z
    .array(
      z.strictObject({
        name: z.string().regex(/^(backups\/[0-9A-Za-z-]{1,60}\/)?([a-z.]{1,40}|attachments\/[0-9a-f]{32})$/),
        bytes: z.int().min(0),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .min(2)
    .max(1_000_000),
})
export type MoveList = z.infer<typeof listSchema>

interface Steps {
  progress(progress: Progress): void
  checkCancelled(): void
}

export interface MoveOutOptions extends VaultPlace, Steps {
  readonly drive: string
  readonly office: { readonly code: string; readonly name: string }
  readonly now: Date
  /** Named in the database beforehand, so that the other PC knows that this move is meant. */
  readonly move: string
  readonly withBackups: boolean
}

export const newMove = newId

/**
 * Writes the whole office to a drive, reads it again from there, and seals the office here: it does not open any more. The office must be
 * locked. When it fails, or the person cancels, nothing is left on the drive and the office stays open here. A PC that stops in between leaves
 * it sealed: whether the other PC has it, only a person knows.
 */
export async function moveOut(options: MoveOutOptions): Promise<{ folder: string }> {
  const { home, drive, office, now, move, hooks } = options
  const release = acquireInstanceLock(home, options.nativeBinding)
  const folder = join(drive, rootName, `${office.code}-${localMinute(now)}`)
  const part = `${folder}.part`
  try {
    writeSeal(home, { version: 1, state: 'writing', at: now.toISOString(), move })
    hooks?.at?.('move.begun')
    try {
      mkdirSync(part, { recursive: true })
      await writeFiles(options, part)
      hooks?.at?.('move.copied')
      renameSync(part, folder)
      syncFolder(join(drive, rootName))
    } catch (error) {
      removeIfThere(part)
      rmSync(sealPath(home), { force: true })
      syncFolder(home)
      throw error
    }
    hooks?.at?.('move.renamed')
    writeSeal(home, { version: 1, state: 'moved', at: now.toISOString(), move })
    hooks?.at?.('move.sealed')
    return { folder }
  } finally {
    release()
  }
}

async function writeFiles(options: MoveOutOptions, part: string): Promise<void> {
  const { home, office, now, move, drive } = options
  const names = [databaseName, keyringName, ...attachmentPaths(home), ...(options.withBackups ? backupFiles(home) : [])]
  const sizes = new Map(names.map((name) => [name, statSync(join(home, name)).size]))
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  const disk = statfsSync(drive)
  if (disk.blocks > 0 && disk.bavail * disk.bsize < total * 1.1 + 65_536) throw new LakanaError('drive.full')
  const counted = counter(options, total)
  const files: MoveList['files'] = []
  for (const name of names) {
    const check = (): void => options.checkCancelled()
    const made = await copyFile(join(home, name), join(part, name), { check, advanced: counted('key-copying') })
    files.push({ name, ...made })
  }
  const list: MoveList = { version: 1, move, at: now.toISOString(), office, files }
  const again = counter(options, total)
  await compare(part, list, again('key-verifying'), options)
  writeWhole(join(part, listName), JSON.stringify(list))
}

function backupFiles(home: string): string[] {
  const root = backupsFolder(home)
  if (!existsSync(root)) return []
  const folders = readdirSync(root).filter((name) => /^[0-9A-Za-z-]{1,60}$/.test(name))
  return folders.flatMap((name) =>
    readdirSync(join(root, name))
      .filter((file) => /^(office\.db|keyring\.json|about\.json)$/.test(file))
      .map((file) => `backups/${name}/${file}`),
  )
}

export interface MovedOffice {
  readonly folder: string
  readonly list: MoveList
  /** It has been taken over already. */
  readonly taken: boolean
}

/** Offices on a drive that wait to be taken over. Never throws. */
export function findMoved(drive: string): MovedOffice[] {
  try {
    const root = join(drive, rootName)
    if (!existsSync(root)) return []
    return readdirSync(root)
      .filter((name) => !name.endsWith('.part'))
      .flatMap((name) => {
        const folder = join(root, name)
        const list = readList(folder)
        return list ? [{ folder, list, taken: existsSync(join(folder, takenName)) }] : []
      })
  } catch {
    // Pulled out meanwhile, or not readable: as if it held nothing.
    return []
  }
}

/**
 * Takes a moved office into an empty folder: every byte compared with the list before it is put in place. Throws `session.already-set-up`,
 * `vault.move-damaged`, `vault.move-taken`, `vault.disk-full`, `call.cancelled`.
 */
export async function moveIn(
  options: VaultPlace & Steps & { readonly folder: string; readonly now: Date },
): Promise<MoveList> {
  const { home, folder, hooks, now } = options
  const list = readList(folder)
  if (!list) throw new LakanaError('vault.move-damaged')
  if (existsSync(join(folder, takenName))) throw new LakanaError('vault.move-taken')
  const release = acquireInstanceLock(home, options.nativeBinding)
  try {
    finishSwitch(home, hooks)
    // Back to a PC that it had left: what was sealed there goes aside.
    const returning = readSeal(home) !== null
    if (existsSync(join(home, keyringName)) && !returning) throw new LakanaError('session.already-set-up')
    const total = list.files.reduce((sum, { bytes }) => sum + bytes, 0)
    const disk = statfsSync(home)
    if (disk.bavail * disk.bsize < total * 1.2) throw new LakanaError('vault.disk-full')
    const stage = newStage(home, list.move.slice(0, 12))
    await copyIn(options, list, stage, total)
    hooks?.at?.('restore.verified')
    if (existsSync(join(stage, 'backups')) && !existsSync(backupsFolder(home)))
      renameSync(join(stage, 'backups'), backupsFolder(home))
    await bringAttachments(stage, home)
    writeArrival(home, list.move)
    switchFiles(home, stage, { now, holds: null }, hooks)
    markTaken(folder, now)
    return list
  } finally {
    release()
  }
}

async function copyIn(options: Steps & { readonly folder: string }, list: MoveList, stage: string, total: number) {
  const advanced = counter(options, total)('copying')
  const check = (): void => options.checkCancelled()
  for (const { name, sha256 } of list.files) {
    const made = await copyFile(join(options.folder, name), join(stage, name), { check, advanced })
    if (made.sha256 !== sha256) throw new LakanaError('vault.move-damaged')
  }
}

/** So that a second PC does not take over the same office. A key that cannot be written keeps no mark. */
function markTaken(folder: string, now: Date): void {
  try {
    writeWhole(join(folder, takenName), JSON.stringify({ at: now.toISOString() }))
  } catch (error) {
    if (!(error instanceof LakanaError || (error instanceof Error && 'code' in error))) throw error
  }
}

async function compare(folder: string, list: MoveList, advanced: (bytes: number) => void, steps: Steps): Promise<void> {
  for (const { name, sha256 } of list.files) {
    const found = await hashFile(join(folder, name), { advanced, check: () => steps.checkCancelled() })
    if (found !== sha256) throw new LakanaError('drive.unreliable')
  }
}

function counter({ progress }: Steps, total: number): (step: string) => (bytes: number) => void {
  let done = 0
  return (step) => (bytes) => {
    done += bytes
    progress({ step, done, total })
  }
}

function readList(folder: string): MoveList | null {
  const path = join(folder, listName)
  if (!existsSync(path)) return null
  try {
    return listSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

function removeIfThere(part: string): void {
  try {
    rmSync(part, { recursive: true, force: true })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}
