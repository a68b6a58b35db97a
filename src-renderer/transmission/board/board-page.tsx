import { Printer } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardOffice } from '../../../src-main/contract/exchange.ts'
import { PrintHead } from '../../cases/page/print-head.tsx'
import { formatDay } from '../../language/format.ts'
import { officeDay } from '../../office/day.ts'
import { usePrint } from '../../office/print.ts'
import { useAsk } from '../../office/queries.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { FieldGroup } from '../../parts/field.tsx'
import { Choices } from '../../parts/inputs.tsx'
import { useLandscape } from '../../parts/landscape.ts'
import { PageHeader } from '../../parts/page-header.tsx'
import css from './board.module.css'
import { BoardTable } from './board-table.tsx'
import { type PeriodName, periodNames, periodOf } from './period.ts'
import { PhoneDialog } from './phone-dialog.tsx'

/** What each office below has sent in a month, for the monthly meeting: on screen and on paper. */
export function BoardPage(): ReactNode {
  const { t } = useTranslation('board')
  const [name, setName] = useState<PeriodName>('month')
  const [calling, setCalling] = useState<BoardOffice | null>(null)
  const period = periodOf(name, officeDay())
  const { data, error, refetch } = useAsk('exchange.board', period)
  const { print } = usePrint('board')
  useLandscape()
  const days = t('period.days', { from: formatDay(period.from), to: formatDay(period.to) })
  return (
    <>
      <PrintHead code={t('title')} />
      <PageHeader
        title={t('title')}
        lead={days}
        actions={
          <>
            <ButtonLink to="/transmission">{t('back')}</ButtonLink>
            <Button look="main" icon={<Printer aria-hidden="true" />} onClick={print}>
              {t('print')}
            </Button>
          </>
        }
      />
      <div className={css.period}>
        <FieldGroup label={t('period')}>
          <Choices
            name="period"
            value={name}
            onChange={setName}
            options={periodNames.map((each) => ({ value: each, label: t(`period.${each}`) }))}
          />
        </FieldGroup>
      </div>
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {data?.offices.length === 0 && <Empty title={t('none')}>{t('none.text')}</Empty>}
      {data !== undefined && data.offices.length > 0 && <BoardTable offices={data.offices} onCall={setCalling} />}
      {calling !== null && <PhoneDialog office={calling} onClose={() => setCalling(null)} />}
    </>
  )
}
