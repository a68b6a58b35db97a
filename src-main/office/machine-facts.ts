import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { programVersion } from '../contract/build.ts'
import type { CallOutput } from '../contract/index.ts'
import { identityOf, wordsOf } from '../exchange/keys.ts'
import { wholeFile } from '../store/case-where.ts'
import { CaseLists } from '../store/cases.ts'
import { schemaVersion } from '../store/migrate.ts'
import { backupsFolder } from '../vault/backup-list.ts'
import { replacedFolder } from '../vault/switch-files.ts'
import { diskState } from './beside.ts'
import type { OfficeContext, OpenOffice } from './context.ts'
import { dayOf, todayOf } from './today.ts'

/** What this PC is and holds, in figures. */
export function aboutOf(context: OfficeContext, { db, ledger, self }: OpenOffice): CallOutput<'machine.about'> {
  const { home, machine, health } = context
  const { freeBytes, low } = diskState(home)
  return {
    version: programVersion,
    home,
    freeBytes,
    diskLow: low,
    sizes: {
      database: sizeOf(join(home, 'office.db')),
      wal: sizeOf(join(home, 'office.db-wal')),
      backups: folderSize(backupsFolder(home)),
      replaced: folderSize(replacedFolder(home)),
    },
    cases: new CaseLists(db, wholeFile).facets().total,
    changes: ledger.countAbove({}),
    schema: schemaVersion(db),
    incarnation: self.incarnation,
    words: wordsOf(identityOf(self)),
    health: { ...health },
    clock: { device: dayOf(machine.now()), today: todayOf(machine), doubt: machine.correction.doubt },
  }
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0
}

function folderSize(folder: string): number {
  if (!existsSync(folder)) return 0
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
    const path = join(folder, name)
    return sum + (existsSync(path) && statSync(path).isFile() ? statSync(path).size : 0)
  }, 0)
}
