import type { BackupStatus } from '../contract/backups.ts'
import { LakanaError } from '../contract/errors.ts'
import { driveError } from '../exchange/drive-errors.ts'
import { logAccess } from '../store/access-log.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { backupStatus } from '../vault/backup.ts'
import { backupToKey } from '../vault/backup-on-key.ts'
import { diskState, makeBackup } from './beside.ts'
import type { Handlers, OfficeContext, OpenOffice } from './context.ts'
import { renewIdentity } from './identity.ts'
import { listRestorable, lookInto, restoreBackup } from './restoring.ts'
import { salvageOffice } from './salvaging.ts'
import { correctedNow, dayOf, timeOf, todayOf } from './today.ts'

type BackupsCall =
  | 'backups.status'
  | 'backups.list'
  | 'backups.make'
  | 'backups.toKey'
  | 'backups.setKey'
  | 'backups.look'
  | 'backups.restore'
  | 'backups.renewIdentity'
  | 'backups.salvage'

/** Days without a backup after which somebody should act. */
const lateAfter = 3
const dayMs = 86_400_000

/** What the office has said of its backup key, and when that key last got one. */
interface KeySetting {
  readonly wanted: boolean
  readonly label: string | null
}
interface KeyLast {
  readonly at: string
  readonly label: string
}

export const backupsHandlers: Handlers<BackupsCall> = {
  'backups.status': (_input, context, office) => statusOf(context, office),
  'backups.list': (_input, context) => listRestorable(context),
  'backups.make': async (_input, context, office, work) => {
    await makeBackup(context, 'by-hand', work)
    return statusOf(context, office)
  },
  'backups.toKey': async ({ path }, context, office, work) => {
    const drive = (await context.machine.listDrives()).find((each) => each.path === path)
    const label = drive?.label ?? ''
    const { last } = backupStatus(context.home)
    if (!last) throw new LakanaError('backup.not-found')
    try {
      const { code } = office.self.office
      await backupToKey({ home: context.home, drive: path, code, backup: last, ...work })
    } catch (error) {
      throw await driveError(error, path, 'drive.gone')
    }
    return context.inTurn(() => {
      const open = context.open
      if (open?.vault !== office.vault) throw new LakanaError('session.locked')
      writeSetting(open.db, 'backup-key-last', { at: last.at, label } satisfies KeyLast)
      logAccess(open.db, {
        at: timeOf(context.machine),
        person: open.person.id,
        act: 'backup.make',
        details: { where: 'key' },
      })
      return statusOf(context, open)
    })
  },
  'backups.setKey': (input, context, office) => {
    writeSetting(office.db, 'backup-key', input satisfies KeySetting)
    logAccess(office.db, {
      at: timeOf(context.machine),
      person: office.person.id,
      act: 'settings.change',
      details: { backupKey: input.wanted },
    })
    return statusOf(context, office)
  },
  'backups.look': (input, context) => lookInto(context, input),
  'backups.restore': async (input, context, _office, work) => {
    await restoreBackup(context, input, work)
    return {}
  },
  'backups.renewIdentity': async (_input, context, office) => {
    await renewIdentity(context, office, 'put-back')
    return {}
  },
  'backups.salvage': ({ credentials }, context, _office, work) => salvageOffice(context, credentials, work),
}

async function statusOf(context: OfficeContext, office: OpenOffice): Promise<BackupStatus> {
  const { last: onPc, failure } = backupStatus(context.home)
  const wanted = readSetting<KeySetting>(office.db, 'backup-key', { wanted: false, label: null })
  const onKey = readSetting<KeyLast | null>(office.db, 'backup-key-last', null)
  const drives = await context.machine.listDrives()
  const plugged = drives.find((drive) => !drive.readOnly && drive.label === wanted.label) ?? null
  const today = todayOf(context.machine)
  const last = onPc ? { at: onPc.at, onKey: onKey !== null && onKey.at >= onPc.at } : null
  const days = last
    ? Math.max(0, Math.floor((correctedNow(context.machine).getTime() - Date.parse(last.at)) / dayMs))
    : null
  return {
    last: last && { at: last.at, where: last.onKey ? 'key' : 'pc', label: last.onKey ? (onKey?.label ?? null) : null },
    days,
    late: failure !== null || (days !== null && days >= lateAfter),
    failure,
    running: context.backingUp,
    key: {
      ...wanted,
      lastAt: onKey?.at ?? null,
      plugged: plugged && { path: plugged.path, label: plugged.label },
      due: wanted.wanted && plugged !== null && (onKey === null || dayOf(new Date(onKey.at)) !== today),
    },
    disk: diskState(context.home),
  }
}
