import { LakanaError } from '../contract/errors.ts'
import type { CallName } from '../contract/index.ts'
import { tellsAll } from '../domain/access/fields.ts'
import { reaches } from '../domain/access/scope.ts'
import { wordDrafts } from '../domain/cases/others-words.ts'
import { normaliseText } from '../domain/forms/validate.ts'
import type { Id } from '../domain/ledger/types.ts'
import { officesUnder } from '../exchange/offices-below.ts'
import { caseFacts } from '../store/case-facts.ts'
import { wholeFile } from '../store/case-where.ts'
import { CaseLists } from '../store/cases.ts'
import { namesOfPeople } from '../store/people.ts'
import { officeOfReplica } from '../store/replicas.ts'
import { wordsOf, wordsUnread } from '../store/words.ts'
import { author } from './case-writes.ts'
import type { Handlers, OpenOffice } from './context.ts'
import { newId } from './new-id.ts'
import { answer, isAnswerable, proposalDesk, propose, seenProposal } from './proposals.ts'
import { todayOf } from './today.ts'

type WordCall = Extract<CallName, `words.${string}`>

export const wordsHandlers: Handlers<WordCall> = {
  'words.write': ({ caseId, text }, { machine }, office) => {
    keptBelow(caseId, office)
    const id = newId()
    office.ledger.append(author(machine, office), wordDrafts(id, caseId, normaliseText(text, { multiline: true })))
    return { id }
  },
  'words.propose': (input, { machine }, office) => {
    keptBelow(input.caseId, office)
    return propose(input, machine, office)
  },
  'words.answer': (input, { machine }, office) => {
    answer(input, machine, office)
    return {}
  },
  'words.ofCase': ({ caseId }, _context, office) => {
    const found = wordsOf(office.db, caseId)
    const names = namesOfPeople(
      office.db,
      found.map(({ person }) => person),
    )
    const desk = proposalDesk(caseId, office)
    const items = found.map(({ id, text, readOn, replica, person, time, ...word }) => {
      const proposal = word.proposal && isAnswerable(word.proposal, desk) ? word.proposal : null
      const seen = proposal ? seenProposal(proposal, desk, office) : null
      const told = tellsAll(desk.sight) && (proposal === null || seen !== null)
      return {
        id,
        text: told ? text : '',
        office: officeOfReplica(office.db, replica, office.self),
        person: names.get(person) ?? '',
        at: time,
        readOn,
        proposal: seen ? { ...seen, why: told ? seen.why : '' } : null,
      }
    })
    return { items }
  },
  'words.note': ({ caseId, word }, { machine }, office) => {
    const facts = caseFacts(office.db, caseId)
    if (facts?.office !== office.self.office.id) throw new LakanaError('case.not-yours-to-edit')
    const found = wordsOf(office.db, caseId).find(({ id }) => id === word)
    if (!found) throw new LakanaError('word.not-found')
    if (found.proposal && isAnswerable(found.proposal, proposalDesk(caseId, office)))
      throw new LakanaError('proposal.to-answer')
    const noted = { read_on: todayOf(machine) }
    if (found.readOn === null)
      office.ledger.append(author(machine, office), [{ t: 'set', r: word, g: 'noted', value: noted }])
    return {}
  },
  'words.unread': (_input, _context, office) => {
    const lists = new CaseLists(office.db, wholeFile)
    const items = wordsUnread(office.db, office.self.office.id).flatMap(({ caseId, replica, time, proposal }) => {
      const facts = caseFacts(office.db, caseId)
      if (!facts || !reaches(office.access.scope, facts)) return []
      const code = lists.one(caseId)?.code ?? ''
      const by = officeOfReplica(office.db, replica, office.self)
      return [{ caseId, code, office: by, at: time, proposal: proposal !== null }]
    })
    return { items }
  },
}

/** @throws word.not-below where no office under this one keeps the case */
function keptBelow(caseId: Id, { db, self }: OpenOffice): void {
  const facts = caseFacts(db, caseId)
  if (!facts) throw new LakanaError('case.not-found')
  const below = officesUnder(db, self.office.id)
  if (facts.office === self.office.id || !below.has(facts.office)) throw new LakanaError('word.not-below')
}
