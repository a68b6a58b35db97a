import { LakanaError } from '../contract/errors.ts'
import { tellsAll } from '../domain/access/fields.ts'
import { reaches } from '../domain/access/scope.ts'
import { wordDrafts } from '../domain/cases/others-words.ts'
import { normaliseText } from '../domain/forms/validate.ts'
import { officesUnder } from '../exchange/offices-below.ts'
import { caseFacts } from '../store/case-facts.ts'
import { CaseFiles } from '../store/case-file.ts'
import { wholeFile } from '../store/case-where.ts'
import { CaseLists } from '../store/cases.ts'
import { namesOfPeople } from '../store/people.ts'
import { officeOfReplica } from '../store/replicas.ts'
import { wordsOf, wordsUnread } from '../store/words.ts'
import { caseSight } from './case-sight.ts'
import { author } from './case-writes.ts'
import type { Handlers } from './context.ts'
import { newId } from './new-id.ts'
import { todayOf } from './today.ts'

type WordCall = 'words.write' | 'words.ofCase' | 'words.note' | 'words.unread'

export const wordsHandlers: Handlers<WordCall> = {
  'words.write': ({ caseId, text }, { machine }, office) => {
    const facts = caseFacts(office.db, caseId)
    if (!facts) throw new LakanaError('case.not-found')
    const below = officesUnder(office.db, office.self.office.id)
    if (facts.office === office.self.office.id || !below.has(facts.office)) throw new LakanaError('word.not-below')
    const id = newId()
    office.ledger.append(author(machine, office), wordDrafts(id, caseId, normaliseText(text, { multiline: true })))
    return { id }
  },
  'words.ofCase': ({ caseId }, _context, office) => {
    const found = wordsOf(office.db, caseId)
    const names = namesOfPeople(
      office.db,
      found.map(({ person }) => person),
    )
    const told = tellsAll(caseSight(new CaseFiles(office.db).forms(caseId), office))
    return {
      items: found.map(({ id, text, readOn, replica, person, time }) => ({
        id,
        text: told ? text : '',
        office: officeOfReplica(office.db, replica, office.self),
        person: names.get(person) ?? '',
        at: time,
        readOn,
      })),
    }
  },
  'words.note': ({ caseId, word }, { machine }, office) => {
    const facts = caseFacts(office.db, caseId)
    if (facts?.office !== office.self.office.id) throw new LakanaError('case.not-yours-to-edit')
    const found = wordsOf(office.db, caseId).find(({ id }) => id === word)
    if (!found) throw new LakanaError('word.not-found')
    const noted = { read_on: todayOf(machine) }
    if (found.readOn === null)
      office.ledger.append(author(machine, office), [{ t: 'set', r: word, g: 'noted', value: noted }])
    return {}
  },
  'words.unread': (_input, _context, office) => {
    const lists = new CaseLists(office.db, wholeFile)
    const items = wordsUnread(office.db, office.self.office.id).flatMap(({ caseId, replica, time }) => {
      const facts = caseFacts(office.db, caseId)
      if (!facts || !reaches(office.access.scope, facts)) return []
      const code = lists.one(caseId)?.code ?? ''
      return [{ caseId, code, office: officeOfReplica(office.db, replica, office.self), at: time }]
    })
    return { items }
  },
}
