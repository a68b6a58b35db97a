import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErasuresCard } from '../erasures/erasures-card.tsx'
import { ListsLink } from '../lists/lists-link.tsx'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { DisplayCard } from './display-card.tsx'
import { OfficeCard } from './office-card.tsx'
import { PasswordCard } from './password-card.tsx'
import css from './settings.module.css'

/** The office's own settings, how this window looks, and one's password. */
export function SettingsPage(): ReactNode {
  const { t } = useTranslation('settings')
  const { can } = useSession()
  const { data, error, refetch } = useAsk('settings.get', {})
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <ErrorBox error={error} onRetry={() => void refetch()} />
      <div className={css.columns}>
        <div className="stack">{data !== undefined && <OfficeCard settings={data} />}</div>
        <div className="stack">
          <ListsLink />
          <DisplayCard />
          <PasswordCard />
          {can('case.erase') && <ErasuresCard />}
        </div>
      </div>
    </>
  )
}
