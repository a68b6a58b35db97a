import { LakanaError } from '../../contract/errors.ts'
import type { Hash } from '../../domain/ledger/types.ts'
import { maxLineBytes } from '../../domain/ledger/value-rules.ts'
import type { StoredChange } from '../../store/chains.ts'

/** A stored change as a line of a bundle, with its line end. @param prev hash of the change before. @throws bundle.too-large */
export function storedLine(stored: StoredChange, prev: Hash | null): Buffer {
  const line = Buffer.from(`${textOf(stored, prev)}\n`)
  if (line.length > maxLineBytes) throw new LakanaError('bundle.too-large', { part: 'line' })
  return line
}

function textOf({ replica, seq, hash, body, secret, vals }: StoredChange, prev: Hash | null): string {
  if (body === '') return `{"h":"${hash}","p":${prev === null ? 'null' : `"${prev}"`},"q":${seq},"r":"${replica}"}`
  return secret?.startsWith('{')
    ? `{"b":${body},"k":${secret},"v":${vals}}`
    : `{"b":${body},"s":"${secret ?? ''}","v":${vals}}`
}
