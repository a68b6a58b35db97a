import type { Draft, Id, Op, RecordKind } from '../ledger/types.ts'
import { answerGroups } from './referral.ts'

/** What who keeps the case writes to a word: that he has read it, how he answered a proposal, and why. */
export const keepersGroups: ReadonlySet<string> = new Set(['noted', 'why'])

/** What offices that do not keep a case write about it: answers of a referral, and the word of an office above, save what the keeper says to it. */
export function isOthersWord(kind: RecordKind, op: Op): boolean {
  if (kind === 'referral') return 'g' in op && answerGroups.has(op.g)
  return kind === 'word' && !('g' in op && keepersGroups.has(op.g))
}

/** What the ledger must write where an office above says a word to who keeps a case: a record of its own, which changes nothing in the case. */
export function wordDrafts(record: Id, caseId: Id, text: string): Draft[] {
  return [
    { t: 'new', r: record, k: 'word', p: caseId },
    { t: 'set', r: record, g: 'word', value: { text } },
  ]
}
