import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { databaseName } from './database.ts'

/** Lets the answer leave first, and looks that follow each other share one way to the disk. */
const delayMs = 20

/** Files being brought to the disk, and whether more was written to them meanwhile. */
const running = new Map<string, { again: boolean }>()

/**
 * Begins to bring to the disk what was just written to the open file, without waiting for it. SQLite itself waits at each of its full
 * commits; most lines of the access log do not have to (see `logSoon`).
 */
export function flushSoon(home: string): void {
  const busy = running.get(home)
  if (busy) busy.again = true
  else void flush(home)
}

async function flush(home: string): Promise<void> {
  const state = { again: true }
  running.set(home, state)
  while (state.again) {
    await pause(delayMs)
    state.again = false
    await syncLog(join(home, `${databaseName}-wal`))
  }
  running.delete(home)
}

async function syncLog(path: string): Promise<void> {
  try {
    const file = await open(path, 'r+')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
  } catch {
    // Gone: the office was locked meanwhile, and closing has brought everything to the disk. A disk that fails tells it at the next
    // commit, which waits.
  }
}
