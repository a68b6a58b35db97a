import { Phone } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardOffice } from '../../../src-main/contract/exchange.ts'
import { formatDay, formatDaysAgo, formatNumber } from '../../language/format.ts'
import { Button } from '../../parts/button.tsx'
import { classes } from '../../parts/classes.ts'
import { State } from '../../parts/tag.tsx'
import { isSilent } from '../late.ts'
import css from './board.module.css'
import { useRanges } from './ranges.ts'

interface BoardTableProps {
  offices: readonly BoardOffice[]
  onCall: (office: BoardOffice) => void
}

const numbers = ['bundles', 'zeroReports', 'newCases', 'changedCases', 'openCases'] as const

/** One line an office, the silent ones first. */
export function BoardTable({ offices, onCall }: BoardTableProps): ReactNode {
  const { t } = useTranslation('board')
  const { t: exchange } = useTranslation('exchange')
  const sum = (of: (typeof numbers)[number]): number => offices.reduce((total, each) => total + each[of], 0)
  return (
    <table className={classes('table', css.table)}>
      <thead>
        <tr>
          <th scope="col">{t('column.office')}</th>
          {numbers.map((column) => (
            <th key={column} scope="col" className="numbers">
              {t(`column.${column}`)}
            </th>
          ))}
          <th scope="col">{t('column.received')}</th>
          <th scope="col">{t('column.answered')}</th>
          <th scope="col">{t('column.state')}</th>
        </tr>
      </thead>
      <tbody>
        {offices.map((office) => (
          <tr key={office.officeId}>
            <th scope="row">
              {office.name}{' '}
              <span className="small muted">
                {office.code}
                {office.pcs.length > 0 && ` · ${exchange('pc.several', { pcs: office.pcs.join(', ') })}`}
              </span>
            </th>
            {numbers.map((column) => (
              <td key={column} className="numbers">
                {office[column] === 0 && column !== 'openCases' ? '–' : formatNumber(office[column])}
              </td>
            ))}
            <td>
              {office.lastReceivedAt === null
                ? t('never')
                : t('received', {
                    number: office.lastReceivedNumber,
                    ago: formatDaysAgo(office.daysSinceReceived ?? 0),
                  })}
            </td>
            <td>
              {office.lastSentAt === null
                ? '–'
                : t('sent', { number: office.lastSentNumber, day: formatDay(office.lastSentAt) })}
            </td>
            <td>
              <OfficeState office={office} onCall={onCall} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('total', { count: offices.length })}</th>
          {numbers.map((column) => (
            <td key={column} className="numbers">
              {formatNumber(sum(column))}
            </td>
          ))}
          <td colSpan={3} />
        </tr>
      </tfoot>
    </table>
  )
}

/** What is missing or late, and the way to the words for the telephone. */
function OfficeState({ office, onCall }: { office: BoardOffice; onCall: (office: BoardOffice) => void }): ReactNode {
  const { t } = useTranslation('board')
  const ranges = useRanges()
  const silent = isSilent(office.daysSinceReceived)
  const trouble = office.missing.length > 0 || silent || office.lastReceivedAt === null
  return (
    <div className={css.state}>
      {office.missing.length > 0 && <State tone="late">{t('missing', { ranges: ranges(office.missing) })}</State>}
      {silent && <State tone="late">{t('silent', { count: office.daysSinceReceived ?? 0 })}</State>}
      {office.lastReceivedAt === null && <State tone="plain">{t('nothingYet')}</State>}
      {!trouble &&
        (office.receiptOwed ? <State tone="warn">{t('owed')}</State> : <State tone="good">{t('fine')}</State>)}
      {office.lostNumbers.length > 0 && (
        <span className="small muted">{t('lost', { ranges: ranges(office.lostNumbers) })}</span>
      )}
      {trouble && (
        <Button
          size="small"
          look="quiet"
          icon={<Phone aria-hidden="true" />}
          aria-label={t('call.of', { office: office.name })}
          onClick={() => onCall(office)}
        >
          {t('call')}
        </Button>
      )}
    </div>
  )
}
