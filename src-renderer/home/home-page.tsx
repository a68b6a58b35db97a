import { Download, Lock, UserPlus } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { railPages } from '../frame/rail-pages.ts'
import { formatToday } from '../language/format.ts'
import { useLanguage } from '../language/index.ts'
import { officeDay } from '../office/day.ts'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { ButtonLink } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Kbd } from '../parts/tag.tsx'
import { ReferralsAnswered, ReferralsReceived } from '../referrals/home-cards.tsx'
import { BackupCard } from './backup-card.tsx'
import { Drafts } from './drafts.tsx'
import { FirstCases } from './first-cases.tsx'
import css from './home.module.css'
import { KeysLeft } from './keys-left.tsx'
import { LateOffices } from './late-offices.tsx'
import { OpenCases } from './open-cases.tsx'
import { ReviewsDue } from './reviews-due.tsx'
import { SentCard } from './sent-card.tsx'
import { TransfersReceived } from './transfers-received.tsx'
import { WaitingCases } from './waiting-cases.tsx'
import { WordsToRead } from './words-to-read.tsx'

/** Somebody opened a case out of scope: its reviewer sees it first of all. */
function ToReview({ count }: { readonly count: number }): ReactNode {
  const { t } = useTranslation('openings')
  return (
    <Notice
      kind="warn"
      className={css.toReview}
      title={t('home.title', { count })}
      actions={
        <ButtonLink to="/openings" size="small">
          {t('home.go')}
        </ButtonLink>
      }
    >
      {t('home.text')}
    </Notice>
  )
}

/** Home of a person who sees no case at all: says so, and where his work is. */
function NoCases(): ReactNode {
  const { t } = useTranslation('home')
  const { t: common } = useTranslation()
  const { session, can } = useSession()
  const lang = useLanguage()
  const pages = railPages(can).filter(({ name }) => name !== 'home')
  return (
    <Empty
      icon={<Lock aria-hidden="true" />}
      title={t('noCases')}
      action={
        <span className="line">
          {pages.map(({ name, path }) => (
            <ButtonLink key={name} to={path}>
              {common(`rail.${name}`)}
            </ButtonLink>
          ))}
        </span>
      }
    >
      {t('noCases.text', { role: session.role.name[lang] })}
    </Empty>
  )
}

/** What wants attention today. */
export function HomePage(): ReactNode {
  const { t } = useTranslation('home')
  const { session, can } = useSession()
  const { data, error, refetch } = useAsk('home.summary', {}, { enabled: can('case.read') })
  const today = formatToday(officeDay())
  return (
    <>
      <PageHeader
        title={t('hello', { name: session.name.split(' ')[0] ?? session.name })}
        lead={data === undefined ? today : t('lead', { count: data.mine.open, today })}
        actions={
          <>
            {can('exchange.import') && (
              <ButtonLink to="/transmission" icon={<Download aria-hidden="true" />}>
                {t('import')}
              </ButtonLink>
            )}
            {can('case.create') && (
              <ButtonLink to="/cases/new" look="main" icon={<UserPlus aria-hidden="true" />}>
                {t('register')} <Kbd>Ctrl N</Kbd>
              </ButtonLink>
            )}
          </>
        }
      />
      {!can('case.read') && <NoCases />}
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {data !== undefined && data.openings !== null && data.openings > 0 && <ToReview count={data.openings} />}
      {data !== undefined && (
        <div className={css.grid}>
          <div className={css.main}>
            <KeysLeft />
            <ReviewsDue />
            {can('case.transfer') && <TransfersReceived />}
            {can('referral.answer') && <ReferralsReceived />}
            {can('case.refer') && <ReferralsAnswered />}
            {can('case.write') && <WordsToRead />}
            <Drafts />
            {can('case.assign') && <WaitingCases />}
            {session.office.level !== 'district' && <LateOffices />}
            <FirstCases summary={data} />
          </div>
          <div className={css.side}>
            {session.office.level === 'district' && <SentCard summary={data} />}
            <Card title={t('open.title')} aside={t('open.all', { count: data.office.open })} padded>
              <OpenCases office={data.office} />
            </Card>
            <BackupCard />
          </div>
        </div>
      )}
    </>
  )
}
