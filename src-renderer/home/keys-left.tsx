import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { ButtonLink } from '../parts/button.tsx'
import { Notice } from '../parts/notice.tsx'

/** Accounts that were ended on another PC of the office and still have keys on this one. */
export function KeysLeft(): ReactNode {
  const { t } = useTranslation('people')
  const { can } = useSession()
  const { data } = useAsk('people.keysLeft', {}, { enabled: can('people.manage') })
  return data?.map(({ id, name }) => (
    <Notice
      key={id}
      kind="warn"
      actions={
        <ButtonLink to={`/people/${id}`} size="small">
          {t('left.open')}
        </ButtonLink>
      }
    >
      {t('left.text', { name })}
    </Notice>
  ))
}
