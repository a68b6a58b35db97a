import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import css from './opening.module.css'

/** The quiet page on which everything before signing in happens. */
export function OpeningPage({ office, children }: { office?: string | undefined; children: ReactNode }): ReactNode {
  const { t } = useTranslation()
  return (
    <main className={css.page}>
      <div className={css.sheet}>
        <div>
          <div className={css.brand}>{t('app.name')}</div>
          {office === undefined ? null : <p className="muted">{office}</p>}
        </div>
        {children}
      </div>
    </main>
  )
}
