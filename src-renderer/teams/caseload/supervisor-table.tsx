import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../../src-main/contract/index.ts'
import { formatNumber } from '../../language/format.ts'
import { Card } from '../../parts/card.tsx'
import { State } from '../../parts/tag.tsx'

interface SupervisorTableProps {
  readonly supervisors: CallOutput<'caseload.list'>['supervisors']
  readonly mark: number
}

/** Workers of each supervisor, against the mark. */
export function SupervisorTable({ supervisors, mark }: SupervisorTableProps): ReactNode {
  const { t } = useTranslation('teams')
  return (
    <Card title={t('supervisors.title')} aside={t('supervisors.aside', { mark })} padded={supervisors.length === 0}>
      {supervisors.length === 0 ? (
        <p className="muted">{t('supervisors.none')}</p>
      ) : (
        <table className="table dense">
          <thead>
            <tr>
              <th scope="col">{t('supervisors.who')}</th>
              <th scope="col">{t('supervisors.groups')}</th>
              <th scope="col" className="numbers">
                {t('supervisors.workers')}
              </th>
              <th scope="col" className="numbers">
                {t('supervisors.open')}
              </th>
            </tr>
          </thead>
          <tbody>
            {supervisors.map(({ id, name, groups, workers, open }) => (
              <tr key={id}>
                <td>
                  <b>{name}</b>
                </td>
                <td>{groups.join(', ')}</td>
                <td className="numbers">
                  {formatNumber(workers)}{' '}
                  {workers > mark && <State tone="late">{t('caseload.over', { count: workers - mark })}</State>}
                </td>
                <td className="numbers">{formatNumber(open)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}
