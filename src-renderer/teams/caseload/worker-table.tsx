import { ArrowDown, ArrowUp } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CallOutput } from '../../../src-main/contract/index.ts'
import { formatAgo, formatNumber } from '../../language/format.ts'
import { Button } from '../../parts/button.tsx'
import { classes } from '../../parts/classes.ts'
import { State } from '../../parts/tag.tsx'
import css from './caseload.module.css'

export type Worker = CallOutput<'caseload.list'>['workers'][number]

const columns = ['who', 'open', 'high', 'medium', 'low', 'unrated', 'overdue', 'last'] as const
type Column = (typeof columns)[number]

const value = (worker: Worker, column: Column): string | number =>
  column === 'who' ? worker.name : column === 'last' ? (worker.last ?? '') : worker[column]

/** Names from A on; numbers and days, the most first. */
function compare(a: Worker, b: Worker, column: Column): number {
  const [x, y] = [value(a, column), value(b, column)]
  if (column === 'who') return String(x).localeCompare(String(y), 'fr')
  return x < y ? 1 : x > y ? -1 : a.name.localeCompare(b.name, 'fr')
}

interface WorkerTableProps {
  readonly workers: readonly Worker[]
  readonly mark: number
  readonly onMove: ((worker: Worker) => void) | undefined
}

export function WorkerTable({ workers, mark, onMove }: WorkerTableProps): ReactNode {
  const { t } = useTranslation('teams')
  const [sort, setSort] = useState<Column>('open')
  const most = Math.max(mark, ...workers.map(({ open }) => open))
  return (
    <table className={classes('table dense', css.workers)}>
      <caption className="visually-hidden">{t('caseload.table')}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column}
              scope="col"
              className={column === 'who' || column === 'last' ? undefined : 'numbers'}
              aria-sort={column !== sort ? undefined : column === 'who' ? 'ascending' : 'descending'}
            >
              <button
                type="button"
                className={css.sort}
                aria-label={t('caseload.sort', { column: t(`caseload.${column}`) })}
                onClick={() => setSort(column)}
              >
                {t(`caseload.${column}`)}
                {column === sort &&
                  (column === 'who' ? (
                    <ArrowUp size={13} aria-hidden="true" />
                  ) : (
                    <ArrowDown size={13} aria-hidden="true" />
                  ))}
              </button>
            </th>
          ))}
          {onMove !== undefined && (
            <th scope="col" className="no-print">
              <span className="visually-hidden">{t('caseload.move')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {workers
          .toSorted((a, b) => compare(a, b, sort))
          .map((worker) => (
            <Row key={worker.id} worker={worker} mark={mark} most={most} onMove={onMove} />
          ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  readonly worker: Worker
  readonly mark: number
  readonly most: number
  readonly onMove: ((worker: Worker) => void) | undefined
}

function Row({ worker, mark, most, onMove }: RowProps): ReactNode {
  const { t } = useTranslation('teams')
  const { id, name, open, groups, last, overdue } = worker
  const number = (count: number, className?: string): ReactNode => (
    <td className={classes('numbers', className)}>
      {count === 0 ? <span className="muted">–</span> : formatNumber(count)}
    </td>
  )
  return (
    <tr>
      <th scope="row" className={css.who}>
        <span className={css.name}>{name}</span>
        {groups.length > 0 && <span className="small muted"> {groups.join(', ')}</span>}
        {!worker.active && <State tone="warn">{t('caseload.gone')}</State>}
      </th>
      <td className={classes('numbers', css.open)}>
        <Link
          href={`/cases?worker=${id}&status=open`}
          aria-label={`${formatNumber(open)} ${t('caseload.see', { name })}`}
        >
          {formatNumber(open)}
        </Link>
        <progress
          className={classes(css.bar, open > mark && css.above)}
          aria-hidden="true"
          value={open}
          max={Math.max(1, most)}
        />
        {open > mark && <State tone="late">{t('caseload.over', { count: open - mark })}</State>}
        {open === mark && <State tone="warn">{t('caseload.full')}</State>}
      </td>
      {number(worker.high, worker.high > 0 ? 'late' : undefined)}
      {number(worker.medium)}
      {number(worker.low)}
      {number(worker.unrated)}
      {number(overdue, overdue > 0 ? 'late' : undefined)}
      <td className="small">{last === null ? '' : formatAgo(last)}</td>
      {onMove !== undefined && (
        <td className="no-print numbers">
          {open > 0 && (
            <Button size="small" aria-label={t('caseload.move.of', { name })} onClick={() => onMove(worker)}>
              {t('caseload.move')}
            </Button>
          )}
        </td>
      )}
    </tr>
  )
}
