import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import { writeBundle } from '../../src-main/exchange/export.ts'
import type { Imported } from '../../src-main/exchange/import.ts'
import { identityOf, wordsOf } from '../../src-main/exchange/keys.ts'
import type { Exporting } from '../../src-main/exchange/plan-bundle.ts'
import {
  joinOffice,
  newcomerWords,
  newSecondPcRequest,
  openSecondPcAnswer,
  openSecondPcRequest,
  vouch,
} from '../../src-main/exchange/second-pc.ts'
import { migrate } from '../../src-main/store/migrate.ts'
import { peerOf } from '../../src-main/store/peers.ts'
import { Desk, id, newKeys, openDeskFile } from './desk.ts'

/** The text of the answer by which the first PC of an office takes in another, and what its words were. */
export async function vouchedBy(first: Desk, replica = id()) {
  const keys = { replica, ...(await newKeys()) }
  const request = openSecondPcRequest(newSecondPcRequest(keys, '0.1.0', first.time))
  const person = { id: first.person, name: 'Rasmata Sawadogo', signIn: 'rasmata' }
  const more = { person, officer: null, settings: {}, time: first.time }
  return { keys, request, ...vouch(first.db, first.self, request, newcomerWords(request), more) }
}

/** Another PC of an office, as the program makes it, without vault or window; it holds nothing yet. */
export async function secondDesk(first: Desk): Promise<Desk> {
  const home = mkdtempSync(join(tmpdir(), 'lakana-desk-'))
  return joinedDesk(first, openDeskFile(home), home)
}

/** The same on an empty file. */
export async function joinedDesk(first: Desk, db: Database, home = '', replica = id()): Promise<Desk> {
  const { keys, answer } = await vouchedBy(first, replica)
  migrate(db)
  return new Desk(home, db, joinOffice(db, keys, openSecondPcAnswer(answer), wordsOf(identityOf(first.self))))
}

/** Writes a bundle for one PC, which takes it. */
export async function pass(from: Desk, to: Desk, key: string, extra: Partial<Exporting> = {}): Promise<Imported> {
  return to.take(await written(from, to, key, extra))
}

/** Writes a bundle for one PC. @returns its path */
export async function written(from: Desk, to: Desk, key: string, extra: Partial<Exporting> = {}): Promise<string> {
  const peer = peerOf(from.db, to.self.replica)
  if (!peer) throw new Error('no such partner')
  return join(key, (await writeBundle({ ...from.working(key), ...extra }, peer)).file)
}
