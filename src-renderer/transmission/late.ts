import type { Peer } from '../../src-main/contract/exchange.ts'

/** A month without a bundle: transmissions are monthly, with a few days of grace. */
const lateAfterDays = 33

/** Keys that went up on so many days and brought nothing back: the clock of this PC says nothing about it. */
const unansweredDays = 3

export const isUnanswered = (days: number): boolean => days >= unansweredDays

/** Days without a bundle from this office; an office that never sent comes after the silent ones. */
export function silence(peer: Peer): number {
  return peer.daysSinceReceived ?? -1
}

export function isLate(peer: Peer): boolean {
  return peer.direction === 'down' && isSilent(peer.daysSinceReceived)
}

export const isSilent = (days: number | null): boolean => days !== null && days >= lateAfterDays
