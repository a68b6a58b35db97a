import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { LakanaError } from '../contract/errors.ts'
import { keepAttachments } from './attachment-copies.ts'
import { aboutName, type BackupHolds } from './backup-list.ts'
import { localMinute } from './backup-place.ts'
import { databaseName } from './database.ts'
import { named, patiently, syncFolder, writeWhole } from './files.ts'
import type { VaultHooks } from './hooks.ts'
import { keyringName } from './keyring.ts'

const journalName = 'switch.json'
const stagePrefix = 'incoming-'
export const replacedFolder = (home: string): string => join(home, 'replaced')

/** What goes aside with the database, what with the keyring: a new file never meets the WAL or the copy of an old one. */
const companions = {
  [databaseName]: [`${databaseName}-wal`, `${databaseName}-shm`, `${databaseName}.next`, databaseName],
  [keyringName]: [`${keyringName}.bak`, `${keyringName}.damaged`, 'moved.json', 'office.open', keyringName],
} as const

const journalSchema = z.strictObject({
  version: z.literal(1),
  staged: z.string().regex(/^incoming-[0-9a-zA-Z-]{1,60}$/),
  kept: z.string().regex(/^[0-9a-zA-Z-]{1,60}$/),
})

/** A folder in which files wait to take the place of the office's own. */
export function newStage(home: string, word: string): string {
  sweepStages(home)
  const folder = join(home, `${stagePrefix}${word}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** Removes what was never put in place. Not while files are being staged. */
export function sweepStages(home: string): void {
  if (!existsSync(home) || existsSync(join(home, journalName))) return
  for (const name of readdirSync(home))
    if (name.startsWith(stagePrefix)) rmSync(join(home, name), { recursive: true, force: true })
}

/**
 * Puts the staged `office.db` and `keyring.json` in the place of the office's own, which go to `replaced/<minute>/`. Once the small journal is
 * written, `finishSwitch` carries it through at the next start, wherever the PC stops. Nobody may have the file open.
 * @returns the folder of what was replaced
 */
export function switchFiles(
  home: string,
  stage: string,
  told: { readonly now: Date; readonly holds: BackupHolds | null },
  hooks: VaultHooks = {},
): string {
  return named(() => {
    const kept = freeName(home, localMinute(told.now))
    const folder = join(replacedFolder(home), kept)
    mkdirSync(folder, { recursive: true })
    keepAttachments(home, folder)
    const about = { version: 1, name: kept, at: told.now.toISOString(), reason: 'replaced', bytes: 0, verified: false }
    writeWhole(join(folder, aboutName), JSON.stringify({ ...about, holds: told.holds }))
    const staged = stage.slice(stage.lastIndexOf(stagePrefix))
    writeWhole(join(home, journalName), JSON.stringify({ version: 1, staged, kept }))
    hooks.at?.('switch.written')
    finishSwitch(home, hooks)
    return folder
  })
}

/** Carries through a switch that was begun; nothing to do otherwise. Under the lock of the folder. Throws `vault.keyring-damaged`. */
export function finishSwitch(home: string, hooks: VaultHooks = {}): void {
  const path = join(home, journalName)
  if (!existsSync(path)) return
  named(() => {
    const journal = journalSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    if (!journal.success) throw new LakanaError('vault.keyring-damaged')
    const stage = join(home, journal.data.staged)
    const kept = join(replacedFolder(home), journal.data.kept)
    putInPlace(home, stage, kept, databaseName, hooks)
    hooks.at?.('switch.database')
    putInPlace(home, stage, kept, keyringName, hooks)
    hooks.at?.('switch.keyring')
    rmSync(path)
    syncFolder(home)
    rmSync(stage, { recursive: true, force: true })
    hooks.at?.('switch.done')
  })
}

/** While the staged file is still staged, what lies in its place is the old one. The old one itself goes aside last. */
function putInPlace(
  home: string,
  stage: string,
  kept: string,
  name: typeof databaseName | typeof keyringName,
  hooks: VaultHooks,
): void {
  const staged = join(stage, name)
  if (!existsSync(staged)) return
  for (const old of companions[name])
    if (existsSync(join(home, old))) patiently(() => renameSync(join(home, old), join(kept, old)))
  syncFolder(kept)
  hooks.at?.('switch.kept')
  patiently(() => renameSync(staged, join(home, name)))
  syncFolder(home)
}

function freeName(home: string, wanted: string): string {
  let name = wanted
  for (let count = 2; existsSync(join(replacedFolder(home), name)); count++) name = `${wanted}-${count}`
  return name
}
