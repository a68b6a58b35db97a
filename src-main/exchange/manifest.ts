import * as z from 'zod'
import { counts, id, level } from '../contract/common.ts'
import { LakanaError } from '../contract/errors.ts'
import { canonical } from '../domain/ledger/canonical.ts'
import type { Json } from '../domain/ledger/types.ts'
import { documentKinds, maxDocumentLength } from '../domain/trust/document.ts'
import { maxRevocationLength } from '../domain/trust/revocation.ts'
import { parseCanonical } from '../domain/trust/signed-text.ts'
import { containerFormat, mostReceivers, urgentFormat } from './container/envelope.ts'
import { limits } from './container/limits.ts'
import { ledgerSchema } from './ops-migrations.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const seq = z
  .int()
  .min(1)
  .max(2 ** 32 - 1)
const logCount = z.int().min(0)
const time = z.string().regex(/^[0-9TZ:.+-]{10,40}$/)
const code = z.string().regex(/^[A-Z0-9]{2,5}$/)
const party = z.strictObject({ office: id, code, level, replica: id })

/** The changes of one replica inside, with the hashes at both ends: `prev` before the first, `hash` of the last. */
const range = z.strictObject({ from: seq, to: seq, prev: hash.nullable(), hash })
export type Range = z.infer<typeof range>

/** Changes of a chain that are not held whole, and how many values each lacks. */
const partlyHeld = z
  .array(z.tuple([seq, z.int().min(1).max(limits.opsInChange)]).readonly())
  .max(limits.partly)
  .readonly()
/** By case or referral, and by chain. */
const lacking = z.record(id, z.record(id, partlyHeld))

/** What a bundle says of itself, inside the encryption. Canonical JSON. */
const manifest = z.strictObject({
  format: z.int(),
  schema: z.int().min(1),
  minReader: z.int().min(1),
  app: z.string().regex(/^[0-9A-Za-z.+-]{1,40}$/),
  from: party,
  to: party,
  number: z.int().min(1),
  made: time,
  training: z.boolean(),
  /** What the receiver must hold before: everything it has acknowledged. */
  prereq: z.record(id, seq),
  covers: z.record(id, range),
  /** Upwards and between PCs of one office: changes before those that are told once more, since the receiver may have more of their values now, or less. Left out where there are none. */
  again: z.record(id, z.array(seq).min(1).max(limits.again)).optional(),
  /** The receipt: what the sender holds of the receiver's part, and the number of the last bundle it took. */
  have: z.record(id, z.strictObject({ seq, hash })),
  taken: z.int().min(0),
  /** Version of the receiver's certificate that the sender goes by. Absent in bundles written before this was told. */
  keys: z.int().min(1).max(1_000_000).optional(),
  /**
   * Downwards and between PCs of one office: of the chains of `have`, the changes that the sender does not hold whole, and how many values it lacks of each; none named for
   * a chain that has too many of them to be told. Left out where there are none.
   */
  partly: z.record(id, partlyHeld).optional(),
  /** The sender's access log: its head, the hashes of heads it told before, and the receiver's head as it knows it. */
  log: z.strictObject({
    count: logCount,
    hash: hash.or(z.literal('')),
    proofs: z.array(z.strictObject({ count: logCount, hash })).max(256),
    seen: logCount,
  }),
  /** `revocations`: the highest number of one that the sender knows; it never goes down. */
  config: z.strictObject({ version: z.int().min(0), revocations: z.int().min(0) }),
  period: z.strictObject({ from: time, to: time }).nullable(),
  counts,
  /** Bytes of changes.ndjson before compression. */
  size: z.int().min(0).max(limits.total),
  /** `changes`: what the receiver has not acknowledged. `snapshot`: everything from the first change, on request. */
  kind: z.enum(['changes', 'snapshot']),
  /** Files inside, in their order. */
  attachments: z
    .array(z.strictObject({ sha256: hash, bytes: z.int().min(0).max(limits.attachment) }))
    .max(limits.attachmentCount),
  /** Files of the receiver's cases that the sender knows by name only. */
  lacks: z.array(hash).max(limits.attachmentCount),
  /** Upwards and between PCs of one office: documents that the sender holds, which need not come again. Left out where there are none. */
  holds: z.record(id, z.partialRecord(z.enum(documentKinds), hash)).optional(),
  /** Upwards and between PCs of one office: cases that the sender keeps by a hand-over, each with the epoch that it knows. Left out where there are none. */
  cases: z.record(id, seq).optional(),
  /** As `cases`: those of them that an urgent bundle brought and the ordinary way has not yet. Left out where there are none. */
  early: z.array(id).max(limits.early).optional(),
  /**
   * As `cases`: of those cases, and of referrals to the sender, the changes of chains from above that it does not hold whole, and how many values of the case or
   * referral each lacks. Left out where there are none.
   */
  lacking: lacking.optional(),
  /**
   * Downwards: of the chains of the receiver's office and those under it, the changes that whoever keeps their case beyond does not hold whole, as he says. Left out
   * where there are none.
   */
  sought: lacking.optional(),
  /** In bundles written before `lacking` was told: of each case, how many values were missing. Not read any more. */
  incomplete: z.record(id, seq).optional(),
  /** Between PCs of one office: what the office above has acknowledged to the sender. Left out where that is nothing. */
  above: z.record(id, seq).optional(),
  /** Downwards and between PCs of one office: how far other offices hold the chains of the receiver's office and those under it. Left out where none does. */
  reach: z.record(id, z.record(id, seq)).optional(),
  /** Of chains in `covers` that the sender holds further than the ordinary way has brought them: up to where it has. Left out where there are none. */
  ahead: z
    .record(
      id,
      z
        .int()
        .min(0)
        .max(2 ** 32 - 1),
    )
    .optional(),
  /**
   * An urgent bundle, from one office to the office beside: the case that is handed over and its epoch, and who may open it besides `to`: other
   * installations of that office, and those of the office above. Left out in any other.
   */
  urgent: z
    .strictObject({ case: id, epoch: seq, also: code, receivers: z.array(id).min(1).max(mostReceivers) })
    .optional(),
  /** Between PCs of one office: the settings of the office that somebody has set, each with its version. Left out where there are none. */
  settings: z
    .record(
      z.string().min(1).max(40),
      z.strictObject({ value: z.unknown(), version: z.int().min(1).max(1_000_000), by: id }),
    )
    .optional(),
  /** Certificates of the sender up to the top, then of the other replicas whose changes are inside, and of the offices beside the receiver. */
  certificates: z.array(z.string().max(8000)).max(1000),
  zeroReport: z.boolean(),
  /** What the sender, and those above it, lay down for the receiver: signed texts. */
  documents: z.array(z.string().max(maxDocumentLength)).max(20),
  /** Installations that may sign no more, as far as the sender knows: signed texts. Left out where there are none. */
  revocations: z.array(z.string().max(maxRevocationLength)).min(1).max(limits.revocations).optional(),
})
export type Manifest = z.infer<typeof manifest>

export function manifestText(content: Manifest): string {
  return canonical(content as unknown as Json)
}

/**
 * Reads manifest.json.
 * @throws bundle.not-canonical, bundle.format-too-new, bundle.schema-too-new, bundle.invalid-content, bundle.too-large
 */
export function readManifest(bytes: Buffer): Manifest {
  const text = decodeText(bytes)
  if (text.normalize('NFC') !== text) throw new LakanaError('bundle.not-canonical')
  const content = parseCanonical(text)
  if (content === undefined) throw new LakanaError('bundle.not-canonical')
  const versions = z.looseObject({ format: z.int(), schema: z.int(), minReader: z.int() }).safeParse(content)
  if (!versions.success) throw new LakanaError('bundle.invalid-content', { reason: 'manifest' })
  const { format, schema, minReader } = versions.data
  if (format > containerFormat) throw new LakanaError('bundle.format-too-new', { format })
  if (Math.max(schema, minReader) > ledgerSchema) throw new LakanaError('bundle.schema-too-new', { schema })
  const read = manifest.safeParse(content)
  if (!read.success) throw new LakanaError('bundle.invalid-content', { reason: 'manifest' })
  checkSense(read.data)
  checkUrgent(read.data)
  return read.data
}

function checkSense({ covers, again = {}, counts: said, zeroReport, attachments }: Manifest): void {
  let changes = 0
  for (const { from, to, prev } of Object.values(covers)) {
    if (to < from || (from === 1) !== (prev === null))
      throw new LakanaError('bundle.invalid-content', { reason: 'covers' })
    changes += to - from + 1
  }
  for (const [replica, seqs] of Object.entries(again)) {
    const end = covers[replica]?.from ?? Number.POSITIVE_INFINITY
    if (seqs.some((each, index) => each >= (seqs[index + 1] ?? end)))
      throw new LakanaError('bundle.invalid-content', { reason: 'again' })
  }
  const isZero = changes === 0 && Object.keys(again).length === 0
  if (changes !== said.changes || zeroReport !== isZero) {
    throw new LakanaError('bundle.invalid-content', { reason: 'counts' })
  }
  if (new Set(attachments.map((each) => each.sha256)).size !== attachments.length) {
    throw new LakanaError('bundle.invalid-content', { reason: 'attachments' })
  }
  if (said.ops > limits.ops) throw new LakanaError('bundle.too-large', { part: 'ops' })
}

/** An urgent bundle is of a format of its own and says nothing but its one case: no receipt, no word on anything else. */
function checkUrgent(manifest: Manifest): void {
  const { format, urgent, covers, again, have, documents, revocations, cases, ahead, reach, holds, sought } = manifest
  const bare =
    Object.keys(have).length === 0 &&
    documents.length === 0 &&
    [again, revocations, cases, ahead, reach, holds, sought].every((each) => each === undefined)
  const whole = Object.values(covers).every(({ from }) => from === 1)
  if ((format === urgentFormat) !== (urgent !== undefined) || (urgent && !(bare && whole)))
    throw new LakanaError('bundle.invalid-content', { reason: 'urgent' })
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** @throws bundle.not-canonical where the bytes are not UTF-8 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new LakanaError('bundle.not-canonical')
  }
}
