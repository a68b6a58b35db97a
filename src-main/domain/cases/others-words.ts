import type { Draft, Id, Op, RecordKind } from '../ledger/types.ts'
import { answerGroups } from './referral.ts'

/** What offices that do not keep a case write about it: answers of a referral, and the word of an office above, save that the keeper has read it. */
export function isOthersWord(kind: RecordKind, op: Op): boolean {
  if (kind === 'referral') return 'g' in op && answerGroups.has(op.g)
  return kind === 'word' && !('g' in op && op.g === 'noted')
}

/** What the ledger must write where an office above says a word to who keeps a case: a record of its own, which changes nothing in the case. */
export function wordDrafts(record: Id, caseId: Id, text: string): Draft[] {
  return [
    { t: 'new', r: record, k: 'word', p: caseId },
    { t: 'set', r: record, g: 'word', value: { text } },
  ]
}
