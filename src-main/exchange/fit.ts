import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import type { Id } from '../domain/ledger/types.ts'
import { ordinaryVector } from '../store/ahead.ts'
import type { Ledger } from '../store/ledger.ts'
import { limits } from './container/limits.ts'
import type { Manifest } from './manifest.ts'
import { checkReceipt } from './receipts.ts'
import type { Signed } from './signer.ts'

/**
 * Does what the inside says agree with the outside, and may it come after what was taken from this sender? A number may leap over lost
 * keys (each bundle holds all that is unacknowledged), but not absurdly far; an older number is read again and brings nothing.
 * @throws bundle.envelope-mismatch, bundle.training, bundle.not-training, bundle.format-too-old, bundle.number-jump
 */
export function checkManifest(manifest: Manifest, { envelope, signer, peer }: Signed): void {
  const { from, to, number } = manifest
  const agrees =
    from.replica === signer.replica &&
    from.office === signer.office.id &&
    from.code === envelope.from &&
    to.replica === envelope.receivers[0] &&
    (manifest.urgent?.also ?? null) === envelope.also &&
    (manifest.urgent?.receivers ?? [to.replica]).join() === envelope.receivers.join() &&
    to.code === envelope.to &&
    number === envelope.number &&
    manifest.training === envelope.training
  if (!agrees) throw new LakanaError('bundle.envelope-mismatch', { office: envelope.from })
  // Urgent bundles are numbered by themselves and say nothing of the others.
  if (manifest.urgent) return
  if (manifest.format < peer.minFormat) throw new LakanaError('bundle.format-too-old', { format: manifest.format })
  if (number > peer.lastNumber + limits.numberJump) {
    throw new LakanaError('bundle.number-jump', { number, last: peer.lastNumber })
  }
}

/**
 * What is missing before a bundle can be taken: `[replica, from, to]` each. @param vector what the ordinary way has brought, or will have by then
 */
export function missingBefore(manifest: Manifest, vector: Readonly<Record<Id, number>>): [Id, number, number][] {
  const needed: Record<Id, number> = { ...manifest.prereq }
  for (const [replica, { from }] of Object.entries(manifest.covers)) {
    needed[replica] = Math.max(needed[replica] ?? 0, from - 1)
  }
  return Object.entries(needed).flatMap(([replica, seq]): [Id, number, number][] => {
    const have = vector[replica] ?? 0
    return have < seq ? [[replica, have + 1, seq]] : []
  })
}

/** @throws bundle.gap with the exact ranges */
export function refuseGap(missing: readonly (readonly [Id, number, number])[], code: string): void {
  const [first] = missing
  if (!first) return
  const [, from, to] = first
  throw new LakanaError('bundle.gap', {
    office: code,
    from,
    to,
    missing: missing.map(([replica, low, high]) => `${replica}:${low}-${high}`),
  })
}

/**
 * Do the chains inside continue those known here?
 * @throws bundle.gap, bundle.fork
 */
export function checkChains(db: Database, manifest: Manifest, ledger: Ledger): void {
  refuseGap(missingBefore(manifest, ordinaryVector(db, ledger)), manifest.from.code)
  checkReceipt(ledger, manifest.have)
  for (const [replica, { from, to, prev, hash }] of Object.entries(manifest.covers)) {
    const have = ledger.head(replica)?.seq ?? 0
    const before = from === 1 ? null : ledger.hashAt(replica, from - 1)
    if (before !== prev) throw new LakanaError('bundle.fork', { replica, seq: from - 1 })
    if (to <= have && ledger.hashAt(replica, to) !== hash) throw new LakanaError('bundle.fork', { replica, seq: to })
  }
}
