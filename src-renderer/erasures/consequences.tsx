import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import css from './erasures.module.css'

/** What an erasure does, and what it cannot reach: the same words before it is proposed and before it is carried out. */
export function Consequences(): ReactNode {
  const { t } = useTranslation('erasures')
  return (
    <ul className={css.consequences}>
      <li>{t('what.here')}</li>
      <li>{t('what.there')}</li>
      <li>{t('what.stays')}</li>
      <li>{t('what.backups')}</li>
    </ul>
  )
}
