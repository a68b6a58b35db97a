import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { BackupItem, BackupPlace } from '../contract/backups.ts'
import { LakanaError } from '../contract/errors.ts'
import type { CallOutput, CallParsed } from '../contract/index.ts'
import type { Permission } from '../contract/permissions.ts'
import { aboveVector, holdsOf, vectorOf } from '../store/holds.ts'
import { migrate, readSteps, schemaVersion } from '../store/migrate.ts'
import { readPerson } from '../store/people.ts'
import { readSelf } from '../store/self.ts'
import { type BackupHolds, backupsFolder, listBackups } from '../vault/backup-list.ts'
import { keyFolder, keyFolders } from '../vault/backup-on-key.ts'
import { databaseName } from '../vault/database.ts'
import { type Credentials, withCopy } from '../vault/open-copy.ts'
import { restore } from '../vault/restore.ts'
import { replacedFolder } from '../vault/switch-files.ts'
import { accessOf } from './access.ts'
import type { OfficeContext, OpenOffice, Work } from './context.ts'
import { giveIdentity } from './identity.ts'
import { closeForWork } from './opening.ts'
import { newReplicaKeys } from './replica-keys.ts'
import { placeOf } from './session.ts'
import { timeOf } from './today.ts'

type Given = CallParsed<'backups.look'>['credentials']

/** Everything that can be restored, newest first. */
export async function listRestorable(context: OfficeContext): Promise<BackupItem[]> {
  const { home } = context
  const onPc = listBackups(backupsFolder(home)).map((about) => itemOf(about, 'pc', null, null, null))
  const replaced = listBackups(replacedFolder(home))
    // One that was stopped before anything was put aside.
    .filter(({ name }) => existsSync(join(replacedFolder(home), name, databaseName)))
    .map((about) => itemOf(about, 'replaced', null, null, null))
  const drives = await context.machine.listDrives()
  const onKeys = drives.flatMap(({ path, label }) =>
    keyFolders(path).flatMap((folder) =>
      listBackups(folder).map((about) => itemOf(about, 'key', path, label, folder.slice(-codeLength(folder)))),
    ),
  )
  return [...onPc, ...replaced, ...onKeys].sort((a, b) => (a.at < b.at ? 1 : -1))
}

function codeLength(folder: string): number {
  return /[A-Z]{2,5}$/.exec(folder)?.[0].length ?? 0
}

function itemOf(
  about: ReturnType<typeof listBackups>[number],
  kind: BackupPlace['kind'],
  drive: string | null,
  label: string | null,
  code: string | null,
): BackupItem {
  const { name, at, reason, bytes, verified, holds } = about
  return { place: { kind, drive, code, name }, label, at, reason, bytes, verified, holds }
}

/** The folder of a backup that was listed. Only drives plugged in now are looked at. Throws `backup.not-found`. */
async function folderOf(context: OfficeContext, { kind, drive, code, name }: BackupPlace): Promise<string> {
  const root = await rootOf(context, kind, drive, code)
  const folder = root === null ? null : join(root, name)
  if (folder === null || !existsSync(folder)) throw new LakanaError('backup.not-found')
  return folder
}

async function rootOf(
  { home, machine }: OfficeContext,
  kind: BackupPlace['kind'],
  drive: string | null,
  code: string | null,
): Promise<string | null> {
  if (kind === 'pc') return backupsFolder(home)
  if (kind === 'replaced') return replacedFolder(home)
  const plugged = (await machine.listDrives()).some(({ path }) => path === drive)
  return plugged && drive !== null && code !== null && /^[A-Z]{2,5}$/.test(code) ? keyFolder(drive, code) : null
}

/** Opens a backup with the secret of its day, and says what it holds and what going back to it would lose. */
export async function lookInto(
  context: OfficeContext,
  { place, credentials }: CallParsed<'backups.look'>,
): Promise<CallOutput<'backups.look'>> {
  const folder = await folderOf(context, place)
  const copy = { ...placeOf(context), folder }
  const given = asCredentials(credentials)
  const seen = await withCopy(copy, given, { readonly: true }, (db, { personId }) => ({
    holds: holdsOf(db),
    vector: vectorOf(db),
    // A backup of an older program is asked once it has been brought up to date.
    mayRestore: isOlder(context, db) || mayRestore(context.open, db, personId),
  }))
  if (!seen.holds) throw new LakanaError('vault.database-damaged')
  return { holds: seen.holds, mayRestore: seen.mayRestore, loss: await lossOf(context, seen.vector, given) }
}

function isOlder({ machine }: OfficeContext, db: Database): boolean {
  return schemaVersion(db) < (readSteps(machine.migrations?.folder).at(-1)?.number ?? 0)
}

/** Against the office as it is open, or as it opens with the same secret; unknown when it does not. */
async function lossOf(
  context: OfficeContext,
  vector: Readonly<Record<string, number>>,
  given: Credentials,
): Promise<CallOutput<'backups.look'>['loss']> {
  if (context.open) return aboveVector(context.open.db, vector)
  try {
    const here = { ...placeOf(context), folder: context.home }
    return await withCopy(here, given, { readonly: true }, (db) => aboveVector(db, vector))
  } catch (error) {
    // Damaged, missing, or opened by another password by now: that is why people come here.
    const { code } = error as { code?: unknown }
    if (error instanceof LakanaError || String(code).startsWith('SQLITE_')) return null
    throw error
  }
}

/** Whoever is signed in needs the right here; otherwise the person of the backup needed it then. The sealed envelope is a right of its own. */
export function mayRestore(open: OpenOffice | null, db: Database, personId: string | null): boolean {
  if (open) return open.access.role.permissions.includes('backup.restore')
  if (personId === null) return true
  return holdsRight(db, personId, 'backup.restore')
}

/** Has this person an open account in this file, with a role that allows this? */
export function holdsRight(db: Database, personId: string | null, permission: Permission): boolean {
  const person = personId === null ? null : readPerson(db, personId)
  const self = readSelf(db)
  return person?.active === true && accessOf(db, person, self?.office.id ?? '').role.permissions.includes(permission)
}

/** Locks, and puts the backup in the place of the office's file, as a new replica. */
export async function restoreBackup(
  context: OfficeContext,
  { place, credentials }: CallParsed<'backups.restore'>,
  work: Work,
): Promise<void> {
  const folder = await folderOf(context, place)
  const { open, home, machine } = context
  const signedIn = open
  if (open && !mayRestore(open, open.db, null)) throw new LakanaError('session.permission', { needs: 'backup.restore' })
  const replaced: BackupHolds | null = open && context.held !== 'damaged' ? holdsOf(open.db) : null
  const keys = await newReplicaKeys()
  closeForWork(context)
  await restore({
    ...placeOf(context),
    folder,
    credentials: asCredentials(credentials),
    now: machine.now(),
    replaced,
    thread: machine.checkThread,
    prepare: (db, personId) => {
      if (!signedIn && !mayRestore(null, db, personId))
        throw new LakanaError('session.permission', { needs: 'backup.restore' })
      migrate(db, { ...machine.migrations })
      const time = timeOf(machine)
      giveIdentity(db, keys, { home, time, person: personId ?? signedIn?.person.id ?? null, why: 'restored' })
    },
    progress: work.progress,
    checkCancelled: work.checkCancelled,
  })
}

export function asCredentials(given: Given): Credentials {
  return 'code' in given ? { code: given.code } : { signInName: given.signIn, password: given.password }
}
