import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import css from './lists.module.css'
import { Standing, type Stands } from './standing.tsx'

interface LaidTableProps<T> {
  /** Head of the first column. */
  readonly what: string
  readonly rows: readonly T[]
  readonly words: (row: T) => ReactNode
  /** What may be done with a row; null where nothing may be done with any. */
  readonly acts: ((row: T) => ReactNode) | null
  readonly className?: string | undefined
}

/** Answers, places or questions, where each comes from, and what may be done with it. */
export function LaidTable<T extends Stands & { readonly id: string }>(props: LaidTableProps<T>): ReactNode {
  const { what, rows, words, acts, className = '' } = props
  const { t } = useTranslation('lists')
  return (
    <table className={`table dense ${css.table} ${className}`}>
      <thead>
        <tr>
          <th scope="col">{what}</th>
          <th scope="col">{t('origin')}</th>
          {acts !== null && (
            <th scope="col">
              <span className="visually-hidden">{t('actions')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-retired={row.retiredBy !== null || undefined}>
            <th scope="row">{words(row)}</th>
            <td>
              <Standing of={row} />
            </td>
            {acts !== null && <td className={css.acts}>{acts(row)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface ActProps {
  readonly children: string
  /** The same with the name of what it is done to, for who does not see the row. */
  readonly of: string
  readonly onClick: () => void
}

/** One thing that may be done with a row. */
export function Act({ children, of, onClick }: ActProps): ReactNode {
  return (
    <Button size="small" look="quiet" aria-label={of} onClick={onClick}>
      {children}
    </Button>
  )
}
