/** 32 lowercase hex characters: a replica (one installation), a record, a person, an office, a row. */
export type Id = string
/** SHA-256 as 64 lowercase hex characters. */
export type Hash = string
/** SHA-256(salt ‖ canonical value) as 43 characters of base64url. */
export type Commitment = string

/** Names one written value: replica, sequence number of its change, index of its op. */
export type Dot = readonly [replica: Id, seq: number, index: number]

/** What the ledger may hold as a value: JSON without fractions. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

export const recordKinds = [
  'case',
  'form',
  'note',
  'person',
  'link',
  'role',
  'group',
  'conduct',
  'referral',
  'word',
] as const
export type RecordKind = (typeof recordKinds)[number]

/**
 * One step of a change. Values are not here: only their commitments (`c`). The values travel beside the body, so that they can be
 * withheld or erased while the chain stays whole.
 * - `new`: a record comes into being; `p` is the case that a form, note, referral or word belongs to, `f` the name of the form.
 * - `set`: a field group gets a value, overwriting exactly the writes `o` that the author had before him.
 * - `add-row`, `set-row`, `remove-row`: rows of a subform; a removal takes away only the writes `o` that were seen.
 * - `resolve`: a person settles a conflict: a value that covers the writes `o`, after those of `d` (one: chosen; several: combined; none:
 *   written anew). Its value is `{reason, value}`. Without `row` it is about a group, with `row` and `f` about a cell group.
 * - `void`: takes back the removals or settlings `o`: what they covered stands again. Its value is `{reason}`.
 * - `erase`: a case is erased: of every change, whenever it was or will be written, all that it says of this case goes but its commitments.
 *   Its value is an `Erasing` (`domain/cases/erasure.ts`).
 */
export type Op =
  | { readonly t: 'new'; readonly r: Id; readonly k: RecordKind; readonly p?: Id; readonly f?: string }
  | { readonly t: 'set'; readonly r: Id; readonly g: string; readonly c: Commitment; readonly o: readonly Dot[] }
  | { readonly t: 'add-row'; readonly r: Id; readonly g: string; readonly row: Id; readonly c: Commitment }
  | {
      readonly t: 'set-row'
      readonly r: Id
      readonly g: string
      readonly row: Id
      readonly f: string
      readonly c: Commitment
      readonly o: readonly Dot[]
    }
  | { readonly t: 'remove-row'; readonly r: Id; readonly g: string; readonly row: Id; readonly o: readonly Dot[] }
  | {
      readonly t: 'resolve'
      readonly r: Id
      readonly g: string
      readonly row?: Id
      readonly f?: string
      readonly c: Commitment
      readonly d: readonly Dot[]
      readonly o: readonly Dot[]
    }
  | {
      readonly t: 'void'
      readonly r: Id
      readonly g: string
      readonly row?: Id
      readonly c: Commitment
      readonly o: readonly Dot[]
    }
  | { readonly t: 'erase'; readonly r: Id; readonly c: Commitment }

/** The hashed part of a change. `seen` lists only the replicas that grew since this replica's previous change. */
export interface ChangeBody {
  readonly v: 1
  readonly replica: Id
  readonly seq: number
  readonly prev: Hash | null
  readonly seen: Readonly<Record<Id, number>>
  readonly lamport: number
  readonly person: Id
  readonly role: string
  /** What the PC's clock claimed, ISO 8601 in UTC to the second. Shown, never used to order. */
  readonly time: string
  /** The clock was known to be wrong when this was written. */
  readonly doubt?: true
  readonly ops: readonly Op[]
}

/** A change with what opens its commitments. `values[i]` belongs to `ops[i]`; undefined where the op has none or it was withheld. */
export interface Change {
  readonly body: ChangeBody
  readonly hash: Hash
  /** 16 bytes, base64url (22 characters), or null when the change came redacted. */
  readonly secret: string | null
  /** Salts (base64url) of the values shown, when redacted. */
  readonly salts?: Readonly<Record<number, string>>
  readonly values: readonly (Json | undefined)[]
}

/** An op before commitments and sequence number: what an office call asks the ledger to write. */
export type Draft =
  | { readonly t: 'new'; readonly r: Id; readonly k: RecordKind; readonly p?: Id; readonly f?: string }
  | { readonly t: 'set'; readonly r: Id; readonly g: string; readonly value: Json }
  | { readonly t: 'add-row'; readonly r: Id; readonly g: string; readonly row: Id; readonly value: Json }
  | {
      readonly t: 'set-row'
      readonly r: Id
      readonly g: string
      readonly row: Id
      readonly f: string
      readonly value: Json
    }
  | { readonly t: 'remove-row'; readonly r: Id; readonly g: string; readonly row: Id }
  | {
      readonly t: 'resolve'
      readonly r: Id
      readonly g: string
      readonly row?: Id
      readonly f?: string
      readonly d: readonly Dot[]
      readonly value: Settling
    }
  | {
      readonly t: 'void'
      readonly r: Id
      readonly g: string
      readonly row?: Id
      readonly o: readonly Dot[]
      readonly value: { readonly reason: string }
    }
  | { readonly t: 'erase'; readonly r: Id; readonly value: Json }

/** What a `resolve` commits to: the value that holds from now on, and why. */
export interface Settling {
  readonly [key: string]: Json
  readonly reason: string
  readonly value: Json
}

/** Hashing comes in from outside: the domain has no crypto of its own. Strings are hashed as UTF-8. */
export interface Hashing {
  /** @returns 64 hex characters */
  sha256Hex(text: string): string
  /** The salt of value `index` under a change's secret (both base64url): HMAC-SHA-256(secret, "lakana salt v1:" + index), first 16 bytes. */
  salt(secret: string, index: number): string
  /** SHA-256(salt bytes ‖ UTF-8 of text), base64url. */
  commit(salt: string, text: string): Commitment
}
