import type { Database } from 'better-sqlite3-multiple-ciphers'
import { storeOwnCertificate } from '../exchange/own-certificate.ts'
import { logAccess } from '../store/access-log.ts'
import { beginIncarnation, incarnationsOf, type ReplicaKeys } from '../store/incarnation.ts'
import { openLedger } from '../store/ledger.ts'
import { readSelf, type SelfRow } from '../store/self.ts'
import { readIncarnations, writeIncarnations } from '../vault/incarnations-file.ts'
import { accessOf } from './access.ts'
import type { OfficeContext, OpenOffice } from './context.ts'
import { newReplicaKeys } from './replica-keys.ts'
import { timeOf } from './today.ts'

export type WhyRenewed =
  | 'restored'
  | 'salvaged'
  | 'put-back'
  | 'other-machine'
  | 'move-undone'
  | 'wal-missing'
  | 'revoked'

interface Renewing {
  readonly home: string
  readonly time: string
  readonly person: string | null
  readonly why: WhyRenewed
}

/** Gives a file, open or staged, its new identity, and remembers it beside the file. What this PC knows of others is known here too. */
export function giveIdentity(db: Database, keys: ReplicaKeys, { home, time, person, why }: Renewing): SelfRow {
  const before = readIncarnations(home)
  const self = beginIncarnation(db, keys, before)
  if (self.office.level !== 'district') storeOwnCertificate(db, self, time)
  logAccess(db, { at: time, person, act: 'keys.identity', details: { why, incarnation: self.incarnation } })
  rememberIncarnations(home, db)
  return self
}

function rememberIncarnations(home: string, db: Database): void {
  const { highest, letters } = incarnationsOf(db)
  writeIncarnations(home, { highest: Math.max(readIncarnations(home).highest, highest), letters: [...letters] })
}

/** After an enrolment: what this installation is may be other than before, as one of an office that had other PCs. */
export function takeUpIdentity(context: OfficeContext, office: OpenOffice): void {
  const { db, person } = office
  const self = readSelf(db) ?? office.self
  rememberIncarnations(context.home, db)
  context.open = { ...office, self, ledger: openLedger(db, self.replica), access: accessOf(db, person, self.office.id) }
}

/** The open office goes on as a new replica. */
export async function renewIdentity(context: OfficeContext, office: OpenOffice, why: WhyRenewed): Promise<void> {
  const keys = await newReplicaKeys()
  const { db, person } = office
  const time = timeOf(context.machine)
  const self = giveIdentity(db, keys, { home: context.home, time, person: person.id, why })
  context.open = { ...office, self, ledger: openLedger(db, self.replica) }
}
