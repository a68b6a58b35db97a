import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import type { FoundBundle } from '../contract/exchange.ts'
import type { Progress } from '../contract/wire.ts'
import type { Id } from '../domain/ledger/types.ts'
import { rank } from '../domain/trust/identity.ts'
import { ordinaryVector } from '../store/ahead.ts'
import { takenAt } from '../store/bundles.ts'
import type { Ledger } from '../store/ledger.ts'
import { allOffices, type SelfRow } from '../store/self.ts'
import type { DriveFile } from './drive-listing.ts'
import { checkChains, missingBefore, refuseGap } from './fit.ts'
import { type Peeked, peekBundle } from './peek.ts'
import { type BundleFiles, bundlesOf } from './volumes.ts'

export interface Scanning {
  readonly db: Database
  readonly ledger: Ledger
  readonly self: SelfRow
  progress(progress: Progress): void
  checkCancelled(): void
}

type Looked =
  | { readonly files: BundleFiles; readonly peeked: Peeked }
  | { readonly files: BundleFiles; readonly error: LakanaError }

/**
 * What each of these files would bring, senders together and each sender's bundles in the order in which they must be taken. One that is
 * refused never hides another.
 */
export async function scanBundles(work: Scanning, files: readonly DriveFile[]): Promise<FoundBundle[]> {
  const looked: Looked[] = []
  const bundles = bundlesOf(files)
  for (const [index, bundle] of bundles.entries()) {
    work.progress({ step: 'scanning', done: index, total: bundles.length })
    work.checkCancelled()
    looked.push(await lookAt(work, bundle))
  }
  const vector = ordinaryVector(work.db, work.ledger)
  return collapse(looked.toSorted(inOrder)).map((each) =>
    'error' in each ? refused(work, each) : found(work, each, vector),
  )
}

async function lookAt(work: Scanning, files: BundleFiles): Promise<Looked> {
  try {
    return { files, peeked: await peekBundle(work.db, work.self, files, () => work.checkCancelled()) }
  } catch (error) {
    if (error instanceof LakanaError && error.code !== 'call.cancelled') return { files, error }
    throw error
  }
}

/** Those from the highest office first: what it says of the others counts for theirs. Then by sender and number; those that could not be read last, by name. */
function inOrder(a: Looked, b: Looked): number {
  if ('error' in a || 'error' in b) {
    return 'error' in a && 'error' in b
      ? compare(a.files[0].file, b.files[0].file)
      : Number('error' in a) - Number('error' in b)
  }
  const { from: fromA, number: numberA } = a.peeked.manifest
  const { from: fromB, number: numberB } = b.peeked.manifest
  return (
    rank(fromB.level) - rank(fromA.level) ||
    compare(fromA.code, fromB.code) ||
    compare(fromA.replica, fromB.replica) ||
    numberA - numberB ||
    compare(a.files[0].file, b.files[0].file)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Copies of one bundle under several names ("LKB-BLS-7 (1).lkb") are one. */
function collapse(looked: readonly Looked[]): Looked[] {
  const seen = new Set<string>()
  return looked.filter((each) => {
    if ('error' in each) return true
    if (seen.has(each.peeked.sumsHash)) return false
    seen.add(each.peeked.sumsHash)
    return true
  })
}

/** @param vector what will be held once the bundles before this one are taken; grows with it */
function found(
  work: Scanning,
  { files, peeked }: { files: BundleFiles; peeked: Peeked },
  vector: Record<Id, number>,
): FoundBundle {
  const { db, self } = work
  const { manifest } = peeked
  const taken = takenAt(db, peeked.sumsHash)
  const base = {
    ...filesOf(files),
    from: peeked.from,
    pc: peeked.pc,
    to: { code: self.office.code, name: self.office.name },
    number: manifest.number,
    period: manifest.period && { from: manifest.period.from.slice(0, 10), to: manifest.period.to.slice(0, 10) },
    counts: manifest.counts,
    takenAt: taken,
    urgent: manifest.urgent !== undefined,
  }
  if (taken !== null) return { ...base, state: 'taken', error: null }
  const missing = missingBefore(manifest, vector)
  const error = faultOf(() => (missing.length > 0 ? refuseGap(missing, manifest.from.code) : continues(peeked, work)))
  if (error) return { ...base, state: error.code === 'bundle.gap' ? 'gap' : 'refused', error: plain(error) }
  // An urgent bundle goes ahead of the ordinary way and fills nothing of it.
  if (manifest.urgent) return { ...base, state: 'ready', error: null }
  for (const [id, { to }] of Object.entries(manifest.covers)) vector[id] = Math.max(vector[id] ?? 0, to)
  return { ...base, state: 'ready', error: null }
}

/** Forks can be told only where the bundle begins within what is held already. */
function continues({ manifest }: Peeked, { db, ledger }: Scanning): void {
  if (missingBefore(manifest, ordinaryVector(db, ledger)).length === 0) checkChains(db, manifest, ledger)
}

function refused({ db, self }: Scanning, { files, error }: { files: BundleFiles; error: LakanaError }): FoundBundle {
  const other = error.code === 'bundle.wrong-recipient'
  const code = typeof error.details.office === 'string' ? error.details.office : null
  const office = code === null ? null : named(db, self, code)
  return {
    ...filesOf(files),
    state: other ? 'other-office' : error.code === 'bundle.volume-missing' ? 'gap' : 'refused',
    from: other ? null : office,
    pc: null,
    to: other ? office : null,
    number: null,
    period: null,
    counts: null,
    takenAt: null,
    urgent: false,
    error: plain(error),
  }
}

function filesOf(files: BundleFiles): { file: string; parts: string[]; bytes: number } {
  const [first, ...others] = files
  return {
    file: first.file,
    parts: others.map((each) => each.file),
    bytes: files.reduce((sum, each) => sum + each.bytes, 0),
  }
}

function named(db: Database, self: SelfRow, code: string): { code: string; name: string } {
  const office = [self.office, ...allOffices(db)].find((each) => each.code === code)
  return { code, name: office?.name ?? '' }
}

function faultOf(check: () => void): LakanaError | null {
  try {
    check()
    return null
  } catch (error) {
    if (error instanceof LakanaError) return error
    throw error
  }
}

function plain(error: LakanaError): { code: string; details: Record<string, unknown> } {
  return { code: error.code, details: { ...error.details } }
}
