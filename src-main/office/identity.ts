import type { Database } from 'better-sqlite3-multiple-ciphers'
import { storeOwnCertificate } from '../exchange/own-certificate.ts'
import { logAccess } from '../store/access-log.ts'
import { beginIncarnation, incarnationsOf, type ReplicaKeys } from '../store/incarnation.ts'
import { openLedger } from '../store/ledger.ts'
import type { SelfRow } from '../store/self.ts'
import { readIncarnations, writeIncarnations } from '../vault/incarnations-file.ts'
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
  const { letters } = incarnationsOf(db)
  writeIncarnations(home, { highest: Math.max(before.highest, self.incarnation), letters: [...letters] })
  return self
}

/** The open office goes on as a new replica. */
export async function renewIdentity(context: OfficeContext, office: OpenOffice, why: WhyRenewed): Promise<void> {
  const keys = await newReplicaKeys()
  const { db, person } = office
  const time = timeOf(context.machine)
  const self = giveIdentity(db, keys, { home: context.home, time, person: person.id, why })
  context.open = { ...office, self, ledger: openLedger(db, self.replica) }
}
