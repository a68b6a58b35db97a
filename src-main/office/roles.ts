import { type ErrorDetails, LakanaError } from '../contract/errors.ts'
import type { CallOutput, CallParsed } from '../contract/index.ts'
import { permissions } from '../contract/permissions.ts'
import { readRoleContent } from '../domain/access/read-role.ts'
import type { Role } from '../domain/access/role.ts'
import { readRoleFile, roleFileName, roleFileText } from '../domain/access/role-file.ts'
import type { RoleContent } from '../domain/access/role-forms.ts'
import { standardRole, standardRoles } from '../domain/access/standard-roles.ts'
import { foldName } from '../domain/names/fold.ts'
import { type DriveFile, listDrive } from '../exchange/drive-listing.ts'
import { readLetter, writeLetter } from '../exchange/small-file.ts'
import { rolesAbove } from '../store/above.ts'
import { givenRoles, newRoleDrafts, ownRole, ownRoles, roleById, roleDrafts } from '../store/roles.ts'
import { staffOf } from '../store/staff.ts'
import { author } from './case-writes.ts'
import type { Handlers, OpenOffice } from './context.ts'
import { refuseUnkept } from './keepers.ts'
import { newId } from './new-id.ts'
import { timeOf } from './today.ts'

type RolesCall = 'roles.list' | 'roles.save' | 'roles.retire' | 'roles.export' | 'roles.found'
type Listed = CallOutput<'roles.list'>['roles'][number]
type Where = Partial<Pick<Listed, 'standard' | 'revision' | 'from' | 'withdrawn'>>
type Found = CallOutput<'roles.found'>['roles'][number]

export const rolesHandlers: Handlers<RolesCall> = {
  'roles.list': (_input, _context, office) => {
    const staff = staffOf(office.db)
    const listed = (role: Role, { standard = false, revision = '', from = null, withdrawn = false }: Where): Listed => {
      const { id, ...content } = role
      const holders = staff.filter((person) => person.role === id).map(({ role: _role, ...person }) => person)
      return { id, content: asSent(content), standard, revision, from, withdrawn, holders }
    }
    const own = ownRoles(office.db).filter(({ retired }) => !retired)
    const above = rolesAbove(office.db)
    const from = above?.from ?? null
    return {
      roles: [
        ...standardRoles.map((role) => listed(role, { standard: true })),
        ...(above?.roles ?? []).map(({ role, retired }) => listed(role, { from, withdrawn: retired })),
        ...own.map(({ role, revision }) => listed(role, { revision })),
      ],
    }
  },
  'roles.save': ({ id, revision, content }, { machine }, office) => {
    const read = readRoleContent(content, permissions)
    if (!read || read.unknown.length > 0) throw new LakanaError('role.file-unknown', { words: read?.unknown ?? [] })
    refuseNameTaken(office, id, read.content)
    if (id === null) {
      const made = newId()
      office.ledger.append(author(machine, office), newRoleDrafts(made, office.self.office.id, read.content))
      return { id: made }
    }
    const before = existing(office, id)
    if (before.revision !== revision) throw new LakanaError('role.changed-since')
    refuseUnkept(office, machine, { roles: [{ id, ...read.content }] })
    office.ledger.append(author(machine, office), roleDrafts(id, read.content))
    return { id }
  },
  'roles.retire': ({ id }, { machine }, office) => {
    existing(office, id)
    const holders = staffOf(office.db).filter(({ role, active }) => active && role === id)
    if (holders.length > 0) {
      throw new LakanaError('role.in-use', {
        people: holders
          .map(({ name }) => name)
          .slice(0, 8)
          .join(', '),
      })
    }
    office.ledger.append(author(machine, office), [{ t: 'set', r: id, g: 'state', value: { retired: true } }])
    return {}
  },
  'roles.export': async ({ id, path }, { machine }, office) => {
    const role = roleById(office.db, id)
    if (!role) throw new LakanaError('role.not-found')
    const { id: _id, ...content } = role
    const { code } = office.self.office
    const text = roleFileText({ role: content, from: code, written: timeOf(machine) })
    return { file: await writeLetter(path, roleFileName(code, content.name.fr), text) }
  },
  'roles.found': async ({ path }) => {
    const { roles } = await listDrive(path)
    return { roles: await Promise.all(roles.map(found)) }
  },
}

async function found(file: DriveFile): Promise<Found> {
  const refused = (code: 'role.file-damaged' | 'role.file-unknown', details: ErrorDetails = {}): Found => ({
    file: file.file,
    from: '',
    written: '',
    content: null,
    error: { code, details: { ...details } },
  })
  try {
    const read = readRoleFile(await readLetter(file, 'role.file-damaged'), permissions)
    if (read === 'damaged') return refused('role.file-damaged')
    if ('unknown' in read) return refused('role.file-unknown', { words: read.unknown.join(', ') })
    return { file: file.file, from: read.from, written: read.written, content: asSent(read.role), error: null }
  } catch (error) {
    if (error instanceof LakanaError && error.code === 'role.file-damaged') return refused('role.file-damaged')
    throw error
  }
}

function existing(office: OpenOffice, id: string): NonNullable<ReturnType<typeof ownRole>> {
  if (standardRole(id)) throw new LakanaError('role.standard')
  const above = rolesAbove(office.db)
  if (above?.roles.some(({ role }) => role.id === id)) throw new LakanaError('role.from-above', { office: above.from })
  const own = ownRole(office.db, id)
  if (!own || own.retired) throw new LakanaError('role.not-found')
  return own
}

function refuseNameTaken(office: OpenOffice, id: string | null, { name }: RoleContent): void {
  const taken = givenRoles(office.db).some((role) => role.id !== id && foldName(role.name.fr) === foldName(name.fr))
  if (taken) throw new LakanaError('role.name-taken', { name: name.fr })
}

/** The contract's lists are not read-only. */
function asSent({ permissions, sensitive, forms, ...rest }: RoleContent): CallParsed<'roles.save'>['content'] {
  return { ...rest, permissions: [...permissions], sensitive: [...sensitive], forms: { ...forms } }
}
