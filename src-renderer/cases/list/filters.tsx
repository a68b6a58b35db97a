import { ChevronDown, Search, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFilters } from '../../../src-main/contract/cases.ts'
import type { CallOutput } from '../../../src-main/contract/index.ts'
import { officeDay } from '../../office/day.ts'
import { useSession } from '../../office/session.tsx'
import { Button } from '../../parts/button.tsx'
import { classes } from '../../parts/classes.ts'
import css from './filters.module.css'
import { type CaseSort, hasFilters, type ListView, sorts } from './list-address.ts'
import { sinceDays, sinceOf } from './since.ts'

interface FiltersProps {
  readonly view: ListView
  readonly change: (view: ListView) => void
  readonly facets: CallOutput<'cases.facets'> | undefined
}

const ages = ['0-5', '6-11', '12-14', '15-17', '18-30'] as const
const typingMs = 150

/** What is sought: one line of text, and filters as chips. */
export function Filters({ view, change, facets }: FiltersProps): ReactNode {
  const { t } = useTranslation('cases')
  const { session } = useSession()
  const { filters } = view
  const set = (next: Partial<Record<keyof CaseFilters, unknown>>): void =>
    change({ ...view, filters: withoutGaps({ ...filters, ...next }) })
  const age = filters.ageMin === undefined ? '' : `${filters.ageMin}-${filters.ageMax ?? 30}`
  const workers = facets?.workers ?? []
  const offices = facets?.offices ?? []
  return (
    <search className={css.bar}>
      <SearchBox text={filters.text ?? ''} change={(text) => set({ text })} />
      <Toggle on={filters.mine === true} change={(on) => set({ mine: on })} label={t('filter.mine')} />
      <Toggle on={filters.overdue === true} change={(on) => set({ overdue: on })} label={t('filter.overdue')} />
      <Pick
        label={t('filter.status')}
        value={filters.status ?? ''}
        change={(status) => set({ status })}
        options={[
          ['open', t('filter.status.open')],
          ['closed', t('filter.status.closed')],
        ]}
      />
      <Pick
        label={t('filter.risk')}
        value={filters.risk ?? ''}
        change={(risk) => set({ risk })}
        options={[
          ['high', t('filter.risk.high')],
          ['medium', t('filter.risk.medium')],
          ['low', t('filter.risk.low')],
        ]}
      />
      <Pick
        label={t('filter.age')}
        value={age}
        change={(text) => {
          const [ageMin, ageMax] = text.split('-').map(Number)
          set(text === '' ? { ageMin: undefined, ageMax: undefined } : { ageMin, ageMax })
        }}
        options={ages.map((each) => [each, t(`filter.age.${each}`)])}
      />
      <Pick
        label={t('filter.sex')}
        value={filters.sex ?? ''}
        change={(sex) => set({ sex })}
        options={[
          ['female', t('filter.sex.female')],
          ['male', t('filter.sex.male')],
        ]}
      />
      <Pick
        label={t('filter.commune')}
        value={filters.commune ?? ''}
        change={(commune) => set({ commune })}
        options={(facets?.communes ?? []).map(({ code, label, cases }) => [
          code,
          `${label.split(' — ')[0]} (${cases})`,
        ])}
      />
      {workers.length > 1 && (
        <Pick
          label={t('filter.worker')}
          value={filters.worker ?? ''}
          change={(worker) => set({ worker })}
          options={workers.map(({ id, name, cases }) => [id, `${name || t('filter.worker.unknown')} (${cases})`])}
        />
      )}
      {offices.length > 1 && (
        <Pick
          label={t('filter.office')}
          value={filters.office ?? ''}
          change={(office) => set({ office })}
          options={offices.map(({ id, name, cases }) => [id, `${name} (${cases})`])}
        />
      )}
      <Pick
        label={t('filter.since')}
        value={sinceOf(filters, officeDay())}
        change={(days) =>
          set({
            registeredFrom: days === '' ? undefined : sinceDays(Number(days), officeDay()),
            registeredTo: undefined,
          })
        }
        options={(['7', '30', '90', '365'] as const).map((days) => [days, t(`filter.since.${days}`)])}
      />
      {hasFilters(view) && (
        <Button
          size="small"
          look="quiet"
          icon={<X aria-hidden="true" />}
          onClick={() => change({ ...view, filters: {} })}
        >
          {t('filters.clear')}
        </Button>
      )}
      <label className={css.sort}>
        <span className="muted small">{t('sort.label')}</span>
        <select
          className={css.select}
          value={view.sort}
          onChange={(event) => change({ ...view, sort: event.target.value as CaseSort })}
        >
          {sorts
            .filter((sort) => sort !== 'name' || session.role.names)
            .map((sort) => (
              <option key={sort} value={sort}>
                {t(`sort.${sort}`)}
              </option>
            ))}
        </select>
      </label>
    </search>
  )
}

function withoutGaps(filters: Partial<Record<keyof CaseFilters, unknown>>): CaseFilters {
  const kept = Object.entries(filters).filter(([, value]) => value !== undefined && value !== '' && value !== false)
  return Object.fromEntries(kept) as CaseFilters
}

/** Search as you type: the list follows a moment after the last key. */
function SearchBox({ text, change }: { text: string; change: (text: string) => void }): ReactNode {
  const { t } = useTranslation('cases')
  const { session } = useSession()
  const [typed, setTyped] = useState(text)
  const asked = useRef(text)
  useEffect(() => {
    if (text !== asked.current) setTyped(text)
    asked.current = text
  }, [text])
  const latest = useRef(change)
  latest.current = change
  useEffect(() => {
    if (typed.trim() === asked.current) return
    const timer = setTimeout(() => {
      asked.current = typed.trim()
      latest.current(typed.trim())
    }, typingMs)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <div className={css.search}>
      <Search size={17} aria-hidden="true" />
      <input
        className="input"
        type="search"
        value={typed}
        maxLength={200}
        aria-label={t('search.label')}
        placeholder={t(session.role.names ? 'search.placeholder' : 'search.placeholder.codes')}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
    </div>
  )
}

function Toggle({ on, change, label }: { on: boolean; change: (on: boolean) => void; label: string }): ReactNode {
  return (
    <button type="button" className={classes(css.chip, on && css.on)} aria-pressed={on} onClick={() => change(!on)}>
      {label}
    </button>
  )
}

interface PickProps {
  readonly label: string
  readonly value: string
  readonly change: (value: string) => void
  readonly options: readonly (readonly [value: string, label: string])[]
}

function Pick({ label, value, change, options }: PickProps): ReactNode {
  const { t } = useTranslation('cases')
  return (
    <span className={css.pick}>
      <select
        className={classes(css.chip, css.select, value !== '' && css.on)}
        aria-label={label}
        value={value}
        onChange={(event) => change(event.target.value)}
      >
        <option value="">{value === '' ? label : t('filter.any', { label })}</option>
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
      <ChevronDown size={15} aria-hidden="true" />
    </span>
  )
}
