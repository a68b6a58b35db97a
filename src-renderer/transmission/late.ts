import type { Peer } from '../../src-main/contract/exchange.ts'

/** A month without a bundle: transmissions are monthly, with a few days of grace. */
const lateAfterDays = 33

/** Days without a bundle from this office; an office that never sent comes after the silent ones. */
export function silence(peer: Peer): number {
  return peer.daysSinceReceived ?? -1
}

export function isLate(peer: Peer): boolean {
  return peer.direction === 'down' && isSilent(peer.daysSinceReceived)
}

export const isSilent = (days: number | null): boolean => days !== null && days >= lateAfterDays
