import { useCallback, useMemo } from 'react'
import { useSearch } from 'wouter/use-browser-location'
import type { CaseFilters } from '../../../src-main/contract/cases.ts'
import type { CallInput } from '../../../src-main/contract/index.ts'

export type CaseSort = CallInput<'cases.list'>['sort']
export const sorts = ['risk', 'due', 'name', 'registered', 'changed'] as const satisfies readonly CaseSort[]
const firstSort: CaseSort = 'changed'

/** Kept in the address of the page, so that "back" and a reload find the same list. */
export interface ListView {
  readonly filters: CaseFilters
  readonly sort: CaseSort
}

const isOneOf = <T extends string>(all: readonly T[], text: string | null): text is T =>
  all.some((each) => each === text)
const isId = (text: string | null): text is string => text !== null && /^[0-9a-f]{32}$/.test(text)
const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text)

/** What an address says, and nothing it should not: a stale or hand-made one gives a shorter filter, never an error. */
export function readView(search: string): ListView {
  const words = new URLSearchParams(search)
  const filters: CaseFilters = {}
  const text = words.get('text')?.slice(0, 200)
  if (text) filters.text = text
  for (const flag of ['mine', 'overdue'] as const) if (words.get(flag) === '1') filters[flag] = true
  const status = words.get('status')
  if (isOneOf(['open', 'closed'], status)) filters.status = status
  const risk = words.get('risk')
  if (isOneOf(['low', 'medium', 'high'], risk)) filters.risk = risk
  const sex = words.get('sex')
  if (isOneOf(['female', 'male'], sex)) filters.sex = sex
  const age = /^(\d{1,2})-(\d{1,2})$/.exec(words.get('age') ?? '')
  if (age) Object.assign(filters, { ageMin: Math.min(30, Number(age[1])), ageMax: Math.min(30, Number(age[2])) })
  const commune = words.get('commune')?.slice(0, 20)
  if (commune) filters.commune = commune
  for (const who of ['worker', 'office'] as const) {
    const id = words.get(who)
    if (isId(id)) filters[who] = id
  }
  const [from, to] = [words.get('from'), words.get('to')]
  if (isDay(from)) filters.registeredFrom = from
  if (isDay(to)) filters.registeredTo = to
  const sort = words.get('sort')
  return { filters, sort: isOneOf(sorts, sort) ? sort : firstSort }
}

export function writeView({ filters, sort }: ListView): string {
  const words = new URLSearchParams()
  const put = (name: string, value: string | undefined): void => {
    if (value) words.set(name, value)
  }
  put('text', filters.text)
  put('mine', filters.mine === true ? '1' : undefined)
  put('overdue', filters.overdue === true ? '1' : undefined)
  put('status', filters.status)
  put('risk', filters.risk)
  put('sex', filters.sex)
  if (filters.ageMin !== undefined) put('age', `${filters.ageMin}-${filters.ageMax ?? 30}`)
  put('commune', filters.commune)
  put('worker', filters.worker)
  put('office', filters.office)
  put('from', filters.registeredFrom)
  put('to', filters.registeredTo)
  if (sort !== firstSort) words.set('sort', sort)
  return words.toString()
}

export function useListView(): readonly [ListView, (next: ListView) => void] {
  const search = useSearch()
  const view = useMemo(() => readView(search), [search])
  const put = useCallback((next: ListView): void => {
    const url = new URL(location.href)
    url.search = writeView(next)
    history.replaceState(history.state, '', url)
  }, [])
  return [view, put]
}

export function hasFilters({ filters }: ListView): boolean {
  return Object.keys(filters).length > 0
}
