import { LakanaError } from '../../contract/errors.ts'
import { maxLineBytes } from '../../domain/ledger/value-rules.ts'
import type { StoredChange } from '../../store/ledger.ts'

/** A stored change as a line of a bundle, with its line end. @throws bundle.too-large */
export function storedLine(stored: StoredChange): Buffer {
  const { body, secret, vals } = stored
  if (secret === null) throw new LakanaError('bundle.invalid-content', { reason: 'secret' })
  const line = Buffer.from(`{"b":${body},"s":"${secret}","v":${vals}}\n`)
  if (line.length > maxLineBytes) throw new LakanaError('bundle.too-large', { part: 'line' })
  return line
}
