import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { databaseName } from './database.ts'
import { unlessDiskRefuses } from './files.ts'

const mark = (home: string): string => join(home, 'office.open')
const closing = 'closing'

/** How the office was left last time. */
export interface LastStop {
  /** Without closing. */
  readonly unclean: boolean
  /** The WAL, which held what was written last, was gone before the file was opened again. */
  readonly walMissing: boolean
}

/** To be asked before the file is opened. */
export function lastStop(home: string): LastStop {
  if (!existsSync(mark(home))) return { unclean: false, walMissing: false }
  const walMissing = readFileSync(mark(home), 'utf8') !== closing && !existsSync(join(home, `${databaseName}-wal`))
  return { unclean: true, walMissing }
}

/** The file is open and its WAL is there. */
export function markOpen(home: string): void {
  unlessDiskRefuses(() => writeFileSync(mark(home), 'open'))
}

/** From here on the WAL may go. */
export function markClosing(home: string): void {
  unlessDiskRefuses(() => writeFileSync(mark(home), closing))
}

export function markClosed(home: string): void {
  unlessDiskRefuses(() => rmSync(mark(home), { force: true }))
}
