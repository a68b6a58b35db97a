import { LakanaError } from '../contract/errors.ts'
import type { CallParsed } from '../contract/index.ts'
import type { Draft, Id } from '../domain/ledger/types.ts'
import { foldName } from '../domain/names/fold.ts'
import { type Group, ownGroups } from '../store/groups.ts'
import { staffOf } from '../store/staff.ts'
import { author } from './case-writes.ts'
import type { Handlers, OpenOffice } from './context.ts'
import { newId } from './new-id.ts'

type GroupsCall = 'groups.list' | 'groups.save' | 'groups.dissolve'

export const groupsHandlers: Handlers<GroupsCall> = {
  'groups.list': (_input, _context, office) => ({
    groups: openGroups(office).map(({ dissolved: _dissolved, members, supervisors, ...group }) => ({
      ...group,
      members: [...members],
      supervisors: [...supervisors],
    })),
    people: staffOf(office.db),
  }),
  'groups.save': (input, { machine }, office) => {
    const groups = openGroups(office)
    const before = input.id === null ? null : groups.find(({ id }) => id === input.id)
    if (before === undefined) throw new LakanaError('group.not-found')
    if (groups.some(({ id, name }) => id !== input.id && foldName(name) === foldName(input.name)))
      throw new LakanaError('group.name-taken', { name: input.name })
    const known = new Set(staffOf(office.db).map(({ id }) => id))
    if ([...input.members, ...input.supervisors].some((id) => !known.has(id))) throw new LakanaError('person.unknown')
    const id = input.id ?? newId()
    office.ledger.append(author(machine, office), groupDrafts(id, office.self.office.id, before, input))
    return { id }
  },
  'groups.dissolve': ({ id }, { machine }, office) => {
    if (!openGroups(office).some((group) => group.id === id)) throw new LakanaError('group.not-found')
    office.ledger.append(author(machine, office), [{ t: 'set', r: id, g: 'state', value: { dissolved: true } }])
    return {}
  },
}

function openGroups({ db }: OpenOffice): Group[] {
  return ownGroups(db).filter(({ dissolved }) => !dissolved)
}

function groupDrafts(r: Id, office: Id, before: Group | null, after: CallParsed<'groups.save'>): Draft[] {
  const opening: Draft[] = before
    ? []
    : [
        { t: 'new', r, k: 'group' },
        { t: 'set', r, g: 'office', value: { office } },
      ]
  const name: Draft[] = before?.name === after.name ? [] : [{ t: 'set', r, g: 'name', value: { name: after.name } }]
  return [
    ...opening,
    ...name,
    ...rowDrafts(r, 'members', before?.members ?? [], after.members),
    ...rowDrafts(r, 'supervisors', before?.supervisors ?? [], after.supervisors),
  ]
}

/** Rows whose ids are people: who is new, who is gone. */
export function rowDrafts(r: Id, g: string, before: readonly Id[], after: readonly Id[]): Draft[] {
  const added = [...new Set(after)].filter((row) => !before.includes(row))
  const gone = before.filter((row) => !after.includes(row))
  return [
    ...added.map((row): Draft => ({ t: 'add-row', r, g, row, value: { order: 0 } })),
    ...gone.map((row): Draft => ({ t: 'remove-row', r, g, row })),
  ]
}
