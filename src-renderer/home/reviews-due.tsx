import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { ButtonLink } from '../parts/button.tsx'
import { Notice } from '../parts/notice.tsx'

/** How many accounts wait to be confirmed or ended, for whoever reviews them. */
export function ReviewsDue(): ReactNode {
  const { t } = useTranslation('people')
  const { can } = useSession()
  const { data } = useAsk('people.due', {}, { enabled: can('people.review') })
  if (data === undefined || data.length === 0) return null
  return (
    <Notice
      actions={
        <ButtonLink to="/people/review" size="small">
          {t('review.begin')}
        </ButtonLink>
      }
    >
      {t('review.due', { count: data.length })}
    </Notice>
  )
}
