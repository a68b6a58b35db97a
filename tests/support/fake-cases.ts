import type { CaseItem } from '../../src-main/contract/cases.ts'
import type { CallInput, CallOutput } from '../../src-main/contract/index.ts'

const families = ['Ouédraogo', 'Sawadogo', 'Kaboré', 'Zongo', 'Tapsoba', 'Diallo', 'Yaméogo', 'Kiemtoré', 'Nacoulma']
const given = [
  'Aminata',
  'Issouf',
  'Fatoumata',
  'Boureima',
  'Salif',
  'Relwendé Ézéchiel',
  'Awa',
  'Marie-Madeleine Wendpanga',
]
const communes = ['Boulsa', 'Tougouri', 'Zéguédéguin', 'Dargo', 'Yalgo', 'Nagbingou']

const pick = <T>(all: readonly T[], index: number): T => all[index % all.length] as T
const hex = (index: number): string => index.toString(16).padStart(32, '0')

/** Invented children, the same at every run; now and then a name as long as names get. */
export function fakeCase(index: number): CaseItem {
  const years = index % 18
  return {
    id: hex(index + 1),
    code: `BLS-2026-${String(index).padStart(5, '0')}-K`,
    familyName: index % 97 === 0 ? 'Ouédraogo-Sawadogo née Nikiéma-Tiendrébéogo de Boulsa' : pick(families, index * 7),
    givenNames: index % 53 === 0 ? 'Marie-Madeleine Wendpanga Habibou Noaga Élisabeth' : pick(given, index * 5),
    nickname: index % 11 === 0 ? 'Minata' : '',
    sex: index % 2 === 0 ? 'female' : 'male',
    age: { min: years, max: years, estimated: true },
    birth: { precision: 'age', years, on: '2026-11-20' },
    risk: pick([null, 'low', 'medium', 'high'] as const, index * 3),
    status: index % 9 === 0 ? 'closed' : 'open',
    commune: 'BF490202',
    communeLabel: `${pick(communes, index)} — Namentenga, Kuilsé`,
    caregiver: 'Zénabo Tapsoba',
    worker: hex(7),
    workerName: 'Rasmata Sawadogo',
    office: hex(9),
    officeCode: 'BLS',
    registeredOn: '2026-11-20',
    dueOn: index % 4 === 0 ? '2026-11-22' : null,
    overdueDays: index % 4 === 0 ? 2 : 0,
    changedAt: '2026-11-23T10:31:00.000Z',
    conflicts: 0,
  }
}

/** The answer of `cases.list` of an office with `total` cases. */
export function fakeList(total: number, { offset, limit }: CallInput<'cases.list'>): CallOutput<'cases.list'> {
  const items = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index) =>
    fakeCase(offset + index),
  )
  return { total, items }
}
