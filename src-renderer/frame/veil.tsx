import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import css from './frame.module.css'

/** Covers the window and shows nothing of the page. */
export function Veil({ locking }: { locking?: boolean }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className={css.veil} role="status">
      <p className={css.veilBrand}>{t('app.name')}</p>
      {locking === true && (
        <p className={css.veilText}>
          <Lock aria-hidden="true" /> {t('veil.title')}
        </p>
      )}
    </div>
  )
}
