import { LakanaError } from '../contract/errors.ts'
import type { CallOutput } from '../contract/index.ts'
import type { Permission } from '../contract/permissions.ts'
import { standards } from '../contract/settings.ts'
import type { Json } from '../domain/ledger/types.ts'
import type { DocumentKind } from '../domain/trust/document.ts'
import { documentKinds, type OfficeDocument, readDocument } from '../domain/trust/document.ts'
import { documentInForce, layDown, officesAbove, type TakenDocument } from '../exchange/documents.ts'
import { conductAbove, readRole, rolesAbove, writeConductAbove, writeRolesAbove } from '../store/above.ts'
import { documentOf } from '../store/documents.ts'
import { currentConduct } from '../store/people.ts'
import { ownRoles } from '../store/roles.ts'
import { readOffice } from '../store/self.ts'
import { readStandards, writeSetting } from '../store/settings.ts'
import { staffOf } from '../store/staff.ts'
import { noteAdditions } from './catalogue.ts'
import type { Handlers, Machine, OpenOffice } from './context.ts'
import { isStillKept } from './keepers.ts'
import { listDraft, writeListEdits } from './list-draft.ts'
import { timeOf } from './today.ts'

/** What a kind takes beside `settings.write`. */
const alsoNeeds: Record<DocumentKind, Permission | null> = {
  settings: null,
  conduct: 'conduct.manage',
  roles: 'role.manage',
  lists: null,
}

export const documentsHandlers: Handlers<'exchange.documents' | 'exchange.layDown'> = {
  'exchange.documents': (_input, _context, office) => {
    const { db, self } = office
    const all: CallOutput<'exchange.documents'> = { inForce: [], own: [] }
    for (const kind of documentKinds) {
      const own = documentOf(db, self.office.id, kind)
      for (const above of inForceAbove(db, self, kind)) {
        const { version, office, issuedAt: at } = above
        const waits = kind === 'roles' && rolesAbove(db)?.version !== version
        all.inForce.push({ kind, version, from: nameOf(db, office), at, waits })
      }
      if (own) all.own.push({ kind, version: own.version, at: own.at })
    }
    return all
  },

  'exchange.layDown': ({ kind }, { machine }, office) => {
    const needs = alsoNeeds[kind]
    if (needs && !office.access.role.permissions.includes(needs)) throw new LakanaError('session.permission', { needs })
    const { db, self } = office
    const lay = (): number => {
      const { version } = layDown(db, self, kind, contentOf[kind](office), timeOf(machine))
      if (kind === 'lists') listsLaidDown(office)
      return version
    }
    return { version: db.transaction(lay).immediate() }
  },
}

const contentOf: Record<DocumentKind, (office: OpenOffice) => Json> = {
  settings: ({ db }) => {
    const { firstResponseHours } = readStandards(db)
    return { standards: { firstResponseHours: { ...firstResponseHours } } }
  },
  conduct: ({ db, self }) => {
    const { fr, en } = currentConduct(db, self.office.id)
    return { fr, en }
  },
  /** Those of this office, and those that it has from above: below, the document of the nearest office counts alone. */
  roles: ({ db }) => {
    const all = [...(rolesAbove(db)?.roles ?? []), ...ownRoles(db)]
    return { roles: all.flatMap(({ role, retired }) => (retired ? [] : [role as unknown as Json])) }
  },
  /** Those of this office alone: below, all that the offices above have laid down counts together. */
  lists: (office) => {
    if (office.self.office.level === 'district') throw new LakanaError('lists.only-above')
    const { edits, next } = listDraft(office)
    if (edits.length === 0) throw new LakanaError('lists.nothing')
    return next as unknown as Json
  },
}

function listsLaidDown(office: OpenOffice): void {
  writeListEdits(office.db, [])
  noteAdditions(office)
}

/** Carries into effect what the offices above have laid down, inside the transaction of the import. */
export function carryOutDocuments(office: OpenOffice, machine: Machine, taken: readonly TakenDocument[]): void {
  if (taken.some(({ kind, outcome }) => kind === 'settings' && outcome === 'new')) carryOutStandards(office)
  carryOutConduct(office)
  carryOutRoles(office, machine)
  if (taken.some(({ kind, outcome }) => kind === 'lists' && outcome === 'new')) noteAdditions(office)
}

function carryOutStandards({ db, self, ledger }: OpenOffice): void {
  const content = documentInForce(db, self, 'settings')?.content as { readonly standards?: unknown } | undefined
  const found = standards.safeParse(content?.standards)
  if (!found.success) return
  writeSetting(db, 'standards', found.data)
  ledger.redraw()
}

function carryOutConduct({ db, self }: OpenOffice): void {
  const above = inForce(db, self, 'conduct')
  const { fr, en } = (above?.content ?? {}) as { readonly fr?: unknown; readonly en?: unknown }
  if (isSame(conductAbove(db), above)) return
  const sound = above && typeof fr === 'string' && fr.trim() !== '' && typeof en === 'string'
  writeConductAbove(db, sound ? { from: above.from, version: above.version, at: above.at, fr, en } : null)
}

/**
 * Roles come into force unless nobody here would manage people any more: then they wait, and are looked at again with the next bundle. One
 * that is laid down no longer stays for those who hold it.
 */
function carryOutRoles(office: OpenOffice, machine: Machine): void {
  const { db, self } = office
  const above = inForce(db, self, 'roles')
  const before = rolesAbove(db)
  if (isSame(before, above)) return
  const { roles: listed } = (above?.content ?? {}) as { readonly roles?: unknown }
  const roles = (Array.isArray(listed) ? listed : []).flatMap((each) => readRole(each) ?? [])
  const held = new Set(staffOf(db).flatMap(({ role, active }) => (active ? [role] : [])))
  const kept = (before?.roles ?? []).filter(
    ({ role }) => held.has(role.id) && !roles.some((r) => r.role.id === role.id),
  )
  const next = { roles: roles.map(({ role }) => role) }
  if (isStillKept(office, machine, {}) && !isStillKept(office, machine, next)) return
  const all = [...roles, ...kept.map(({ role }) => ({ role, retired: true }))]
  writeRolesAbove(db, above && { from: above.from, version: above.version, at: above.at, roles: all })
}

function inForce(db: OpenOffice['db'], self: OpenOffice['self'], kind: DocumentKind) {
  const document = documentInForce(db, self, kind)
  return (
    document && {
      from: nameOf(db, document.office),
      version: document.version,
      at: document.issuedAt,
      content: document.content,
    }
  )
}

type Laid = { readonly from: string; readonly version: number } | null

const isSame = (known: Laid, above: Laid): boolean => known?.from === above?.from && known?.version === above?.version

/** Lists of all offices above count together, from the nearest up; of everything else that of the nearest alone. */
function inForceAbove(db: OpenOffice['db'], self: OpenOffice['self'], kind: DocumentKind): OfficeDocument[] {
  if (kind !== 'lists') return [documentInForce(db, self, kind)].filter((each) => each !== null)
  return officesAbove(db, self).flatMap((office) => readDocument(documentOf(db, office, kind)?.doc ?? '') ?? [])
}

const nameOf = (db: OpenOffice['db'], office: string): string => readOffice(db, office)?.name ?? ''
