import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import css from './case-page.module.css'

const signers = ['child', 'adult', 'worker'] as const

/** On paper only: where to sign, or to put a thumb. */
export function Signatures(): ReactNode {
  const { t } = useTranslation('cases')
  return (
    <div className={css.signatures}>
      {signers.map((signer) => (
        <div key={signer} className={css.signature}>
          {t(`signature.${signer}`)}
        </div>
      ))}
    </div>
  )
}
