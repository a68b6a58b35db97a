import { X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { acts, screens } from '../../src-main/contract/access-log.ts'
import type { CallOutput } from '../../src-main/contract/index.ts'
import type { LogFilters } from '../../src-main/contract/log.ts'
import { Button } from '../parts/button.tsx'
import { DayInput } from '../parts/day-input.tsx'
import css from './log.module.css'

export interface LogView {
  readonly filters: LogFilters
  /** Last line of the archive in view, or null for the open years. */
  readonly archive: number | null
}

interface Props {
  readonly view: LogView
  readonly change: (view: LogView) => void
  readonly about: CallOutput<'log.about'> | undefined
}

/** What is looked for. Each change reads again from the newest line. */
export function LogFilterBar({ view, change, about }: Props): ReactNode {
  const { t } = useTranslation('log')
  const { filters, archive } = view
  const set = (next: Readonly<Record<string, string>>): void => {
    const all = Object.entries({ ...filters, ...next }).filter(([, value]) => value !== '')
    change({ archive, filters: Object.fromEntries(all) as LogFilters })
  }
  const isFiltered = Object.keys(filters).length > 0 || archive !== null
  return (
    <search className={css.filters}>
      <Pick
        label={t('filter.person')}
        value={filters.person ?? ''}
        change={(person) => set({ person })}
        options={(about?.people ?? []).map(({ id, name }) => [id, name])}
      />
      <Pick
        label={t('filter.only')}
        value={filters.only ?? ''}
        change={(only) => set({ only, act: '' })}
        options={[
          ['refusals', t('filter.refusals')],
          ['break-glass', t('filter.break-glass')],
        ]}
      />
      <Pick
        label={t('filter.act')}
        value={filters.act ?? ''}
        change={(act) => set({ act, only: '' })}
        options={sorted(acts.map((act) => [act, t(`act.${act}`)]))}
      />
      <Pick
        label={t('filter.screen')}
        value={filters.screen ?? ''}
        change={(screen) => set({ screen })}
        options={sorted(screens.map((screen) => [screen, t(`screen.${screen}`)]))}
      />
      <Line label={t('filter.code')} value={filters.code ?? ''} change={(code) => set({ code })} />
      <div className={css.filter}>
        <DayInput label={t('filter.from')} value={filters.from ?? ''} onChange={(from) => set({ from })} />
      </div>
      <div className={css.filter}>
        <DayInput label={t('filter.to')} value={filters.to ?? ''} onChange={(to) => set({ to })} />
      </div>
      {about !== undefined && about.archives.length > 0 && (
        <Pick
          label={t('filter.archive')}
          none={t('filter.archive.open')}
          value={archive === null ? '' : String(archive)}
          change={(to) => change({ filters, archive: to === '' ? null : Number(to) })}
          options={about.archives.map(({ toN, year }) => [String(toN), t('filter.archive.closed', { year })])}
        />
      )}
      {isFiltered && (
        <Button
          size="small"
          look="quiet"
          icon={<X aria-hidden="true" />}
          onClick={() => change({ filters: {}, archive: null })}
        >
          {t('filter.clear')}
        </Button>
      )}
    </search>
  )
}

type Option = readonly [value: string, label: string]

const sorted = (options: readonly Option[]): readonly Option[] =>
  options.toSorted(([, one], [, other]) => one.localeCompare(other))

interface PickProps {
  readonly label: string
  readonly none?: string
  readonly value: string
  readonly change: (value: string) => void
  readonly options: readonly Option[]
}

function Pick({ label, none, value, change, options }: PickProps): ReactNode {
  const { t } = useTranslation('log')
  const id = useId()
  return (
    <div className={css.filter}>
      <label htmlFor={id}>{label}</label>
      <select id={id} className="input" value={value} onChange={(event) => change(event.target.value)}>
        <option value="">{none ?? t('filter.all')}</option>
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

interface LineProps {
  readonly label: string
  readonly value: string
  readonly change: (value: string) => void
}

function Line({ label, value, change }: LineProps): ReactNode {
  const id = useId()
  return (
    <div className={css.filter}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        className="input"
        autoComplete="off"
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    </div>
  )
}
