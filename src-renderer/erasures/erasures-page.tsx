import { Eraser } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { NotFound } from '../frame/not-found.tsx'
import { formatDay, formatMoment } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import type { Proposal } from './confirm-dialog.tsx'
import { ErasedEntry } from './erased-entry.tsx'
import css from './erasures.module.css'
import { ProposalActions } from './proposal-actions.tsx'

/** Erasures that wait for a second person, those that are done, and who has confirmed. */
export function ErasuresPage(): ReactNode {
  const { t } = useTranslation('erasures')
  const { can } = useSession()
  const { data, error, refetch } = useAsk('erasures.list', {}, { enabled: can('case.erase') })
  if (!can('case.erase')) return <NotFound />
  const { waiting = [], done = [], oldestBackup = null } = data ?? {}
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {data !== undefined && waiting.length + done.length === 0 && (
        <Empty icon={<Eraser aria-hidden="true" />} title={t('none')}>
          {t('none.text')}
        </Empty>
      )}
      <div className="stack">
        {waiting.length > 0 && (
          <Card title={t('waiting', { count: waiting.length })}>
            <ul className={css.list}>
              {waiting.map((each) => (
                <li key={each.caseId}>
                  <Waiting proposal={each} />
                </li>
              ))}
            </ul>
          </Card>
        )}
        {done.length > 0 && (
          <>
            <Notice kind="info">
              {oldestBackup === null ? t('backup.none') : t('backup', { day: formatDay(oldestBackup) })}
            </Notice>
            <Card title={t('done', { count: done.length })}>
              <ul className={css.list}>
                {done.map((each) => (
                  <li key={each.caseId}>
                    <ErasedEntry erased={each} />
                  </li>
                ))}
              </ul>
            </Card>
          </>
        )}
      </div>
    </>
  )
}

function Waiting({ proposal }: { readonly proposal: Proposal }): ReactNode {
  const { t } = useTranslation('erasures')
  const { caseId, code, reason, person, at, mayConfirm } = proposal
  return (
    <div className={css.entry}>
      <div>
        <p>
          <b>
            <Link href={`/cases/${caseId}`}>{code}</Link>
          </b>{' '}
          · {t(`reason.${reason}`)}
        </p>
        <p className="small muted">{t('proposed', { person, when: formatMoment(at) })}</p>
        {!mayConfirm && <p className="small">{t('other')}</p>}
      </div>
      <div className={css.actions}>
        <ProposalActions proposal={proposal} />
      </div>
    </div>
  )
}
