import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { PrintHead } from '../cases/page/print-head.tsx'
import { formatMoment, formatNumber } from '../language/format.ts'
import { usePrint } from '../office/print.ts'
import { useAsk } from '../office/queries.ts'
import { Button, ButtonLink } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import css from './log.module.css'
import { LogTable } from './log-table.tsx'

/** Who has opened, printed or changed one child's file. Prints with the office's own headers. */
export function CaseSeen({ id }: { id: string }): ReactNode {
  const { t } = useTranslation('log')
  const { print } = usePrint('access')
  const seen = useAsk('log.ofCase', { id })
  const { data } = seen
  if (data === undefined) return <ErrorBox error={seen.error} onRetry={() => void seen.refetch()} />
  const { code, name, total, people, entries } = data
  return (
    <>
      <PrintHead code={code} />
      <PageHeader
        title={t('case.title')}
        lead={
          <>
            <b>{name === '' ? code : `${name} · ${code}`}</b>
            <br />
            {t('case.lead', { count: total, lines: formatNumber(total) })}
          </>
        }
        actions={
          <>
            <ButtonLink to={`/cases/${id}`}>{t('case.back')}</ButtonLink>
            <Button look="main" icon={<Printer aria-hidden="true" />} onClick={print}>
              {t('print')}
            </Button>
          </>
        }
      />
      <div className="stack">
        <Card title={t('case.people')}>
          <People people={people} />
        </Card>
        <Card title={t('case.lines')} className={css.lines}>
          <LogTable entries={entries} label={t('case.lines')} withSubject={false} />
        </Card>
        {total > entries.length && <p className="small muted">{t('case.more', { count: entries.length })}</p>}
        <p className="small muted">{t('case.note')}</p>
      </div>
    </>
  )
}

const counted = ['opened', 'printed', 'changed', 'other'] as const

function People({ people }: { people: CallOutput<'log.ofCase'>['people'] }): ReactNode {
  const { t } = useTranslation('log')
  return (
    <table className="table dense" aria-label={t('case.people')}>
      <thead>
        <tr>
          <th scope="col">{t('column.person')}</th>
          {counted.map((each) => (
            <th key={each} scope="col" className="numbers">
              {t(`case.${each}`)}
            </th>
          ))}
          <th scope="col">{t('case.first')}</th>
          <th scope="col">{t('case.last')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.name}>
            <td className={css.person}>{person.name === '' ? t('unknown') : person.name}</td>
            {counted.map((each) => (
              <td key={each} className="numbers">
                {person[each] === 0 ? '' : formatNumber(person[each])}
              </td>
            ))}
            <td className="nowrap">{formatMoment(person.first)}</td>
            <td className="nowrap">{formatMoment(person.last)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
