import { randomBytes } from 'node:crypto'
import { LakanaError } from '../contract/errors.ts'
import { canonical } from '../domain/ledger/canonical.ts'
import type { ChangeBody, Draft, Id, Json, Op } from '../domain/ledger/types.ts'
import { maxLineBytes, maxValueBytes, valueFault } from '../domain/ledger/value-rules.ts'
import { hashing } from './hashing.ts'
import type { Registers } from './registers.ts'

export interface Author {
  readonly person: Id
  readonly role: string
  /** As the PC's clock claims, ISO 8601 UTC. */
  readonly time: string
  /** The clock is known to be wrong. */
  readonly doubt?: boolean
}

type Overwritten = Pick<Registers, 'live' | 'liveInRow'>

/**
 * A change of this replica in its canonical form, with the secret that its values are committed with.
 * @param next its place in the chain @param texts canonical JSON of the drafts' values
 * @throws form.invalid for what no other office would take
 */
export function compose(
  author: Author,
  drafts: readonly Draft[],
  texts: readonly (string | undefined)[],
  next: Pick<ChangeBody, 'replica' | 'seq' | 'prev' | 'seen' | 'lamport'>,
  registers: Overwritten,
): { body: ChangeBody; bodyText: string; secret: string } {
  refuseUnsendable(drafts, texts)
  const secret = randomBytes(16).toString('base64url')
  // A record that this change itself brings has nothing to overwrite: no need to look for each of its fields.
  const fresh = new Set(drafts.flatMap((draft) => (draft.t === 'new' ? [draft.r] : [])))
  const ops = drafts.map((draft, index) => opOf(draft, commit(secret, index, texts[index]), fresh, registers))
  const body: ChangeBody = {
    ...(author.doubt === true ? { doubt: true as const } : {}),
    ...next,
    ops,
    person: author.person,
    role: author.role,
    time: author.time,
    v: 1,
  }
  return { body, bodyText: canonical(body as unknown as Json), secret }
}

/** Members in their canonical order, which spares sorting them. @param c the commitment of the draft's value */
function opOf(draft: Draft, c: string, fresh: ReadonlySet<Id>, registers: Overwritten): Op {
  const { t, r } = draft
  if (t === 'erase') return { c, r, t }
  if (t === 'new') {
    const { f, k, p } = draft
    return { ...(f === undefined ? {} : { f }), k, ...(p === undefined ? {} : { p }), r, t }
  }
  const { g } = draft
  if (t === 'add-row') return { c, g, r, row: draft.row, t }
  if (t === 'remove-row') return { g, o: registers.liveInRow(r, g, draft.row), r, row: draft.row, t }
  if (t === 'void') return { c, g, o: draft.o, r, ...inRow(draft), t }
  if (t === 'resolve') {
    const over = registers.live(r, g, draft.row, draft.f, true)
    return { c, d: draft.d, ...(draft.f === undefined ? {} : { f: draft.f }), g, o: over, r, ...inRow(draft), t }
  }
  const [row, cell] = t === 'set' ? [] : [draft.row, draft.f]
  const o = fresh.has(r) ? [] : registers.live(r, g, row, cell)
  return t === 'set' ? { c, g, o, r, t } : { c, f: draft.f, g, o, r, row: draft.row, t }
}

function inRow({ row }: { readonly row?: Id }): { row?: Id } {
  return row === undefined ? {} : { row }
}

/** What every other office would refuse in a bundle is not written here: a change that cannot travel would hold up all after it. */
function refuseUnsendable(drafts: readonly Draft[], texts: readonly (string | undefined)[]): void {
  let bytes = 0
  for (const [index, draft] of drafts.entries()) {
    bytes += 400
    if (!('value' in draft)) continue
    const size = Buffer.byteLength(texts[index] ?? '')
    bytes += size
    if (size > maxValueBytes || valueFault(draft.value) !== null)
      throw new LakanaError('form.invalid', { fields: 'g' in draft ? [draft.g] : [] })
  }
  if (bytes > maxLineBytes) throw new LakanaError('form.invalid', { fields: [] })
}

function commit(secret: string, index: number, text: string | undefined): string {
  return text === undefined ? '' : hashing.commit(hashing.salt(secret, index), text)
}
