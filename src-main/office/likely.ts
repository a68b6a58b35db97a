import type { CaseItem } from '../contract/cases.ts'
import type { CallOutput, CallParsed } from '../contract/index.ts'
import { reaches } from '../domain/access/scope.ts'
import type { FormValues, PartialDate } from '../domain/forms/types.ts'
import { communeOf } from '../domain/lists/ids.ts'
import { type Likeness, likeness, type PersonSketch } from '../domain/names/likeness.ts'
import { caseFacts } from '../store/case-facts.ts'
import { CaseFiles } from '../store/case-file.ts'
import { wholeFile } from '../store/case-where.ts'
import { CaseLists, type CaseRow } from '../store/cases.ts'
import { knownNotSame } from '../store/links.ts'
import { caseItems } from './case-rows.ts'
import type { OpenOffice } from './context.ts'

type Sketch = CallParsed<'cases.likely'>['sketch']
type Likely = CallOutput<'cases.likely'>['items']

const candidates = 200
const looked = 20
const shown = 5

/**
 * Children already known who may be the one sketched: those who share a spelling key, then scored. First by what the lists hold, the
 * best ones again with what their registration form tells of parents and telephone. Children of other workers are found too, or they
 * would be registered twice; a person who may not know names finds nobody.
 */
export function likelyChildren(office: OpenOffice, typed: Sketch, except: string | null, today: string): Likely {
  const sketch = sketchOf(typed)
  const names = sketch.names.join(' ')
  if (names.length < 3) return []
  const apart = except === null ? new Set<string>() : knownNotSame(office.db, except)
  const { role, scope } = office.access
  const found = new CaseLists(office.db, { ...wholeFile, names: role.names })
    .alike(names, candidates)
    .filter((row) => row.id !== except && !apart.has(row.id))
  const files = new CaseFiles(office.db)
  return best(found.map((row) => ({ row, like: likeness(sketch, sketchOfRow(row)) })))
    .slice(0, looked)
    .map(({ row }) => {
      const registration = files.forms(row.id).find((form) => form.form === 'registration')?.values ?? {}
      return { row, registration, like: likeness(sketch, sketchOfRow(row, registration)) }
    })
    .filter(({ like }) => like.band !== 'none')
    .sort((a, b) => b.like.score - a.like.score)
    .slice(0, shown)
    .flatMap(({ row, registration, like }) => {
      const [item] = caseItems([row], office, today)
      const facts = caseFacts(office.db, row.id)
      const { score, band, reasons } = like
      if (!item || !facts || band === 'none') return []
      if (!reaches(scope, facts)) return [colleagues(item, band)]
      const motherName = text(registration.mother_name)
      return [{ item, beyond: false, motherName, score, band, reasons: [...reasons] }]
    })
}

/** A child whom a colleague follows: what it takes to ask him, and nothing that was not typed. */
function colleagues(item: CaseItem, band: 'probable' | 'possible'): Likely[number] {
  const hidden = { familyName: '', givenNames: '', nickname: '', caregiver: '', birth: null, risk: null, dueOn: null }
  return {
    item: { ...item, ...hidden, overdueDays: 0, registeredOn: null, changedAt: '' },
    beyond: true,
    motherName: '',
    score: band === 'probable' ? 1 : 0,
    band,
    reasons: [],
  }
}

function best(list: readonly { row: CaseRow; like: Likeness }[]): { row: CaseRow; like: Likeness }[] {
  return [...list].sort((a, b) => b.like.score - a.like.score)
}

function sketchOf(typed: Sketch): PersonSketch {
  const { familyName, givenNames, otherNames, nickname, sex, birth, commune, parents, caregiver, phone } = typed
  return {
    names: filled([familyName, givenNames, otherNames]),
    ...(nickname ? { nickname } : {}),
    ...(sex ? { sex } : {}),
    ...(birth ? { birth: birth as PartialDate } : {}),
    ...(commune ? { commune: communeOf(commune) } : {}),
    ...(parents ? { parents: filled(parents) } : {}),
    ...(caregiver ? { caregiver } : {}),
    ...(phone ? { phone } : {}),
  }
}

/** What the lists, and the registration where it is at hand, tell of a child to compare with others. */
export function sketchOfRow(row: CaseRow, registration: FormValues = {}): PersonSketch {
  const parents = filled([text(registration.mother_name), text(registration.father_name)])
  const phone = text(registration.phone) || text(registration.caregiver_phone)
  return {
    names: filled([row.family_name, row.given_names, text(registration.other_names)]),
    ...(row.nickname ? { nickname: row.nickname } : {}),
    ...(row.sex ? { sex: row.sex } : {}),
    ...(row.birth ? { birth: JSON.parse(row.birth) as PartialDate } : {}),
    ...(row.commune ? { commune: row.commune } : {}),
    ...(parents.length > 0 ? { parents } : {}),
    ...(row.caregiver ? { caregiver: row.caregiver } : {}),
    ...(phone ? { phone } : {}),
  }
}

function filled(texts: readonly (string | undefined)[]): string[] {
  return texts.filter((each): each is string => each !== undefined && each.trim() !== '')
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
