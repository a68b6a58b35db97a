import type { Change, Hashing, Json, Op } from './types.ts'

/** The commitment of an op, or null where the op carries no value. */
export function commitmentOf(op: Op): string | null {
  return op.t === 'new' || op.t === 'remove-row' ? null : op.c
}

/**
 * Does every value shown open its commitment? Returns the index of the first op that does not, or -1.
 * @param texts canonical JSON of the values, undefined where the op has none or it was withheld
 */
export function firstBrokenValue(
  change: Pick<Change, 'body' | 'secret' | 'salts'>,
  texts: readonly (string | undefined)[],
  hashing: Hashing,
): number {
  return change.body.ops.findIndex((op, index) => {
    const text = texts[index]
    const commitment = commitmentOf(op)
    if (commitment === null) return text !== undefined
    if (text === undefined) return false
    const salt = change.secret === null ? change.salts?.[index] : hashing.salt(change.secret, index)
    return salt === undefined || hashing.commit(salt, text) !== commitment
  })
}

/** What an op puts into its group: the value that travels with it or, of a settling, the one inside. */
export function writtenBy(op: Op, value: Json | undefined): Json {
  if (op.t !== 'resolve') return value ?? {}
  return typeof value === 'object' && value !== null && 'value' in value ? (value.value ?? {}) : {}
}
