/**
 * `node folder-child.ts ACTION ROOT POINT`: does one thing to the folders of `folder-world.ts` and kills itself when POINT (`switch.kept`, or
 * `switch.kept#2` for the second time) is reached; `none` leaves the killing to others. Says `ready` before and `done` after the act.
 */
import { backupStatus } from '../../src-main/vault/backup.ts'
import { backupBeside } from '../../src-main/vault/backup-beside.ts'
import { backupToKey } from '../../src-main/vault/backup-on-key.ts'
import type { VaultHooks } from '../../src-main/vault/hooks.ts'
import { findMoved, moveIn, moveOut, newMove } from '../../src-main/vault/move.ts'
import { restore } from '../../src-main/vault/restore.ts'
import { salvageFile } from '../../src-main/vault/salvage.ts'
import { openVault } from '../../src-main/vault/vault.ts'
import { backupIn, credentials, worldIn } from './folder-world.ts'
import { cheapKdf } from './vault.ts'

const [action = '', root = '', point = ''] = process.argv.slice(2)
const { home, key, other } = worldIn(root)
const [wanted = '', times = '1'] = point.split('#')
let left = Number(times)
const hooks: VaultHooks = {
  at: (reached) => {
    if (reached === wanted && --left === 0) process.kill(process.pid, 'SIGKILL')
  },
}
const thread = new URL('../../.cache/threads/check-thread.mjs', import.meta.url)
const place = { home, hooks, kdf: cheapKdf, thread }
const steps = { progress: () => undefined, checkCancelled: () => undefined }
const now = new Date()

const actions: Record<string, () => Promise<unknown>> = {
  'backup-beside': async () => {
    const session = await openVault({ ...place, ...credentials })
    await backupBeside(session, { reason: 'daily', now, holds: null, thread })
    session.close()
  },
  'to-key': async () => {
    const [backup] = backupStatus(home).all
    if (backup) await backupToKey({ home, drive: key, code: 'BLS', backup, hooks })
  },
  restore: () =>
    restore({
      ...place,
      ...steps,
      folder: backupIn(home),
      credentials,
      now,
      replaced: null,
      prepare: (db) => void db.exec(`INSERT INTO child VALUES ('restored')`),
    }),
  salvage: () =>
    salvageFile({
      ...place,
      ...steps,
      credentials,
      now,
      fill: async (fresh, [damaged]) => {
        fresh.exec('CREATE TABLE child (name TEXT) STRICT')
        const names = damaged?.prepare('SELECT name FROM child').pluck().all() ?? []
        for (const name of [...names, 'salvaged']) fresh.prepare('INSERT INTO child VALUES (?)').run(name)
      },
    }),
  'move-out': () =>
    moveOut({
      ...place,
      ...steps,
      drive: key,
      office: { code: 'BLS', name: 'Boulsa' },
      now,
      move: newMove(),
      withBackups: true,
    }),
  'move-in': async () => {
    const [moved] = findMoved(key)
    if (moved) await moveIn({ ...place, ...steps, home: other, folder: moved.folder, now })
  },
}

process.stdout.write('ready\n')
await actions[action]?.()
process.stdout.write('done\n')
