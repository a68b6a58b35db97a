import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatDay, formatToday, formatWhen } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { ButtonLink } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { FirstCase } from './first-case.tsx'
import css from './home.module.css'
import { OpenCases } from './open-cases.tsx'

type Summary = CallOutput<'home.summary'>

/** What wants attention today. */
export function HomePage(): ReactNode {
  const { t } = useTranslation('home')
  const { session, can } = useSession()
  const { data, error } = useAsk('home.summary', {})
  if (data === undefined) return <ErrorBox error={error} />
  return (
    <>
      <PageHeader
        title={t('hello', { name: session.name.split(' ')[0] ?? session.name })}
        lead={t('lead', { count: data.mine.open, today: formatToday(new Date()) })}
        actions={
          can('case.create') ? (
            <ButtonLink to="/cases/new" look="main">
              {t('register')}
            </ButtonLink>
          ) : undefined
        }
      />
      <div className={css.grid}>
        <First summary={data} />
        <div className={css.side}>
          <Transmission summary={data} />
          <Card title={t('open.title')} aside={String(data.office.open)} padded>
            <OpenCases office={data.office} />
          </Card>
          <p className="small muted">
            {data.backup.at === null ? t('backup.none') : t('backup.done', { when: formatWhen(data.backup.at) })}
          </p>
        </div>
      </div>
    </>
  )
}

function First({ summary }: { summary: Summary }): ReactNode {
  const { t } = useTranslation('home')
  const { overdue } = summary.mine
  return (
    <Card title={t('first.title')} aside={overdue > 0 ? t('first.aside', { count: overdue }) : undefined}>
      {summary.first.length === 0 ? (
        <Empty title={t('first.none')}>{t('first.none.text')}</Empty>
      ) : (
        summary.first.map((item) => <FirstCase key={item.id} item={item} />)
      )}
    </Card>
  )
}

function Transmission({ summary }: { summary: Summary }): ReactNode {
  const { t } = useTranslation('home')
  const { enrolled, ackedAt, sentAt, pendingChanges } = summary.transmission
  return (
    <Card title={t('transmission.title')} padded>
      <div className="stack-small">
        {enrolled ? (
          <p>{ackedAt === null ? t('transmission.notAcked') : t('transmission.acked', { day: formatDay(ackedAt) })}</p>
        ) : (
          <p>{t('transmission.notEnrolled')}</p>
        )}
        <p className="small muted">
          {sentAt === null ? t('transmission.never') : t('transmission.sent', { when: formatWhen(sentAt) })}{' '}
          {t('transmission.pending', { count: pendingChanges })}
        </p>
        <ButtonLink to="/transmission">{t('transmission.prepare')}</ButtonLink>
      </div>
    </Card>
  )
}
