import type { Id } from '../domain/ledger/types.ts'
import { currentPeers, heldAbove, parentPeer } from '../store/peers.ts'
import { hasReached } from '../store/reach.ts'
import type { OpenOffice } from './context.ts'

/** How far a change on its way to another office has come, by what the partners have acknowledged and what the office above says of the others. */
export function reached(
  receiver: Id,
  { replica, seq }: { readonly replica: Id; readonly seq: number },
  { db, self }: OpenOffice,
): 'here' | 'above' | 'receiver' {
  if (receiver === self.office.id || hasReached(db, receiver, replica, seq)) return 'receiver'
  const holds = (acked: Readonly<Record<string, number>>): boolean => (acked[replica] ?? 0) >= seq
  if (currentPeers(db).some(({ office, acked }) => office === receiver && holds(acked))) return 'receiver'
  if (self.office.level !== 'district') return 'above'
  const above = parentPeer(db, self)
  return above !== null && holds(heldAbove(db, self, above)) ? 'above' : 'here'
}
