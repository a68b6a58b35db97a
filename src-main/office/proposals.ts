import { LakanaError } from '../contract/errors.ts'
import type { CallParsed } from '../contract/index.ts'
import type { Proposal as ProposalView } from '../contract/words.ts'
import { type CaseSight, formLevel, seenForm } from '../domain/access/fields.ts'
import { seenValues, writesReserved } from '../domain/access/values.ts'
import { type ProposalAnswer, type ProposedPlace, proposable, proposalDrafts } from '../domain/cases/proposal.ts'
import type { FormOf } from '../domain/forms/definitions.ts'
import { knownOf } from '../domain/forms/known.ts'
import type { Field, FormDefinition, FormValues } from '../domain/forms/types.ts'
import { normaliseText } from '../domain/forms/validate.ts'
import { visibleFields } from '../domain/forms/visible.ts'
import { sameValue } from '../domain/ledger/canonical.ts'
import type { Dot, Draft, Id, Json } from '../domain/ledger/types.ts'
import { CaseFiles, type FormRecord } from '../store/case-file.ts'
import { wholeFile } from '../store/case-where.ts'
import { CaseLists } from '../store/cases.ts'
import { groupWrites, writtenAt } from '../store/group-writes.ts'
import { namesOfPeople } from '../store/people.ts'
import { officeOfReplica } from '../store/replicas.ts'
import { type Proposal, wordsOf } from '../store/words.ts'
import { registrationOf } from './case-file.ts'
import { caseSight, readOnly } from './case-sight.ts'
import { author } from './case-writes.ts'
import { formsHere } from './catalogue.ts'
import type { Machine, OpenOffice } from './context.ts'
import { checkedGroup, ofMembers } from './group-values.ts'
import { newId } from './new-id.ts'
import { todayOf } from './today.ts'

/** A case as this person sees it, for proposals about its forms. */
export interface ProposalDesk {
  readonly caseId: Id
  readonly forms: readonly FormRecord[]
  readonly form: FormOf
  readonly sight: CaseSight
  readonly writes: boolean
}

export function proposalDesk(caseId: Id, office: OpenOffice): ProposalDesk {
  const row = new CaseLists(office.db, wholeFile).one(caseId)
  if (!row) throw new LakanaError('case.not-found')
  const forms = new CaseFiles(office.db).forms(caseId)
  const sight = caseSight(forms, office)
  return { caseId, forms, form: formsHere(office), sight, writes: readOnly(row, sight, office) === null }
}

/** The question of a proposal as this person sees it whole; null where he does not. */
interface Asked {
  readonly definition: FormDefinition
  readonly group: string
  readonly record: FormRecord
  readonly members: readonly Field[]
  readonly now: FormValues
}

function askedIn(desk: ProposalDesk, place: ProposedPlace, recordId: Id): Asked | null {
  const question = questionOf(desk, place, recordId)
  const { sight } = desk
  const { form, group } = place
  if (!question || formLevel(sight, form) === 'none') return null
  const { definition, record, members } = question
  const seen = seenForm(definition, sight)
  const now = ofMembers(members, record.values)
  const isWhole = sameValue(seenValues(definition, now, sight).values as Json, now as Json)
  const areSeen = proposable(seen, group).length === members.length
  return isWhole && areSeen ? { definition, group, record, members, now } : null
}

/** A question that this program knows, in a form of the case, whoever may see it. */
function questionOf(
  { forms, form: formOf }: ProposalDesk,
  { form, group }: ProposedPlace,
  recordId: Id,
): Pick<Asked, 'definition' | 'record' | 'members'> | null {
  const definition = formOf(form)
  const record = forms.find((each) => each.id === recordId && each.form === form)
  const members = definition ? proposable(definition, group) : []
  return definition && record && members.length > 0 ? { definition, record, members } : null
}

/** Where it is about no such question nobody can answer it: it is a word to be read, and no more. */
export function isAnswerable(proposal: Proposal, desk: ProposalDesk): boolean {
  return questionOf(desk, proposal, proposal.record) !== null
}

/** A proposal as this person may have it; null where its question is not for him. */
export function seenProposal(proposal: Proposal, desk: ProposalDesk, office: OpenOffice): ProposalView | null {
  const { form, group, record, seen, answer, why } = proposal
  const asked = askedIn(desk, proposal, record)
  if (!asked) return null
  const { definition, members, now } = asked
  const proposed = asked.record.withheld.includes(group) ? null : proposal.value
  const values = proposed === null ? null : ofMembers(members, proposed as FormValues)
  if (values !== null && writesReserved(definition, values, desk.sight)) return null
  const writes = groupWrites(office.db, record, group)
  const [first] = seen
  const before = ofMembers(members, (first ? (writtenAt(office.db, first) ?? {}) : {}) as FormValues)
  const isChanged = tokenOf(writes?.dots ?? []) !== tokenOf(seen) && !sameValue(before as Json, now as Json)
  const name = (person: Id): string => namesOfPeople(office.db, [person]).get(person) ?? ''
  return {
    record,
    form,
    group,
    fields: members.map(({ id }) => id),
    values: values as ProposalView['values'],
    now: now as ProposalView['now'],
    changed:
      isChanged && writes !== null && answer === null
        ? {
            person: name(writes.person),
            office: officeOfReplica(office.db, writes.replica, office.self),
            at: writes.time,
            before: seenValues(definition, before, desk.sight).values as ProposalView['now'],
          }
        : null,
    answer,
    why,
    answerable: answer === null && values !== null && desk.writes && formLevel(desk.sight, form) === 'write',
    seen: tokenOf(writes?.dots ?? []),
  }
}

/** @throws proposal.withheld, proposal.same, form.reserved, form.invalid, case.changed-since, case.not-found */
export function propose(input: CallParsed<'words.propose'>, machine: Machine, office: OpenOffice): { id: Id } {
  const { caseId, group, record: recordId } = input
  const desk = proposalDesk(caseId, office)
  const record = desk.forms.find(({ id }) => id === recordId)
  if (!record) throw new LakanaError('case.not-found')
  const { form } = record
  const asked = askedIn(desk, { form, group }, recordId)
  if (!asked) throw new LakanaError('form.reserved', { form })
  if (record.withheld.includes(group)) throw new LakanaError('proposal.withheld')
  if (record.revision !== input.revision) throw new LakanaError('case.changed-since')
  const value = checkedValue(asked, desk, input.values as FormValues, machine)
  if (sameValue(value as Json, asked.now as Json)) throw new LakanaError('proposal.same')
  const seen = groupWrites(office.db, recordId, group)?.dots ?? []
  const id = newId()
  const reason = normaliseText(input.reason, { multiline: true })
  office.ledger.append(
    author(machine, office),
    proposalDrafts(id, caseId, { form, group, record: recordId, seen }, value, reason),
  )
  return { id }
}

/** @throws word.not-found, proposal.answered, case.changed-since, case.not-yours-to-edit, form.reserved, form.invalid */
export function answer(
  { caseId, word, seen, decision, why }: CallParsed<'words.answer'>,
  machine: Machine,
  office: OpenOffice,
): void {
  const desk = proposalDesk(caseId, office)
  const proposal = wordsOf(office.db, caseId).find(({ id }) => id === word)?.proposal
  if (!proposal) throw new LakanaError('word.not-found')
  if (proposal.answer !== null) throw new LakanaError('proposal.answered')
  if (!desk.writes) throw new LakanaError('case.not-yours-to-edit')
  const view = seenProposal(proposal, desk, office)
  const asked = askedIn(desk, proposal, proposal.record)
  if (!view?.answerable || !asked) throw new LakanaError('form.reserved', { form: proposal.form })
  if (view.seen !== seen) throw new LakanaError('case.changed-since')
  const reason = normaliseText(why, { multiline: true })
  if (decision.how === 'decline' && reason === '') throw new LakanaError('form.invalid', { fields: ['why'] })
  const written = decision.how === 'decline' ? [] : writing(proposal, view, asked, decision, desk, machine)
  const said = { accept: 'accepted', write: 'other', decline: 'declined' } as const
  const how: ProposalAnswer = said[decision.how]
  office.ledger.append(author(machine, office), [
    ...written,
    { t: 'set', r: word, g: 'noted', value: { read_on: todayOf(machine), answer: how } },
    ...(reason === '' ? [] : [{ t: 'set', r: word, g: 'why', value: { text: reason } } as const]),
  ])
}

/** The same as the form's own save would write. */
function writing(
  { record, group }: Proposal,
  { values }: ProposalView,
  asked: Asked,
  decision: Exclude<CallParsed<'words.answer'>['decision'], { how: 'decline' }>,
  desk: ProposalDesk,
  machine: Machine,
): Draft[] {
  const typed = (decision.how === 'write' ? decision.values : (values ?? {})) as FormValues
  const value = checkedValue(asked, desk, typed, machine) as Json
  return sameValue(value, asked.now as Json) ? [] : [{ t: 'set', r: record, g: group, value }]
}

function checkedValue(
  { definition, group, record, members }: Asked,
  desk: ProposalDesk,
  values: FormValues,
  machine: Machine,
): FormValues {
  const { forms, sight } = desk
  const today = todayOf(machine)
  if (writesReserved(definition, values, sight)) throw new LakanaError('form.reserved', { form: record.form })
  const isMember = (id: string): boolean => members.some((each) => each.id === id)
  if (!Object.keys(values).every(isMember)) throw new LakanaError('call.input', { fields: ['values'] })
  const place = { group, row: '', cell: '' }
  const value = checkedGroup(definition, place, record.values, values, { forms, sight, today })
  const others = Object.fromEntries(Object.entries(record.values).filter(([id]) => !isMember(id)))
  const whole = { ...others, ...value }
  const known = knownOf(record.form === 'registration' ? whole : registrationOf(forms), today)
  // What is not asked holds nothing, as when the form is saved.
  const shown = new Set(visibleFields(definition, whole, known).map(({ id }) => id))
  const asked = members.filter(({ id }) => shown.has(id))
  if (asked.length === 0) throw new LakanaError('form.invalid', { fields: members.map(({ id }) => id) })
  return ofMembers(asked, value)
}

function tokenOf(dots: readonly Dot[]): string {
  return dots
    .map((dot) => dot.join(':'))
    .sort()
    .join(' ')
}
