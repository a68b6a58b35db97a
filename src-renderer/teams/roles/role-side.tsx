import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import css from './roles.module.css'

/** What stands beside the questions and scrolls by itself. */
export function RoleSide({ first, children }: { first?: boolean; children: ReactNode }): ReactNode {
  const { t } = useTranslation('roles')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
    <section className={css.side} data-first-when-narrow={first} tabIndex={0} aria-label={t('side.label')}>
      {children}
    </section>
  )
}
