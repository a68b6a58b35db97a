import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatDay, formatMoment } from '../language/format.ts'
import { State } from '../parts/tag.tsx'
import css from './erasures.module.css'

type Erased = CallOutput<'erasures.list'>['done'][number]

/** What is left of an erased case, and which offices have confirmed. */
export function ErasedEntry({ erased }: { readonly erased: Erased }): ReactNode {
  const { t } = useTranslation('erasures')
  const { code, reason, office, proposedBy, confirmedBy, at, partners } = erased
  return (
    <div className={css.entry}>
      <div>
        <p>
          <b>{code}</b> · {t(`reason.${reason}`)}
        </p>
        <p className="small muted">{[formatMoment(at), office].filter((each) => each !== '').join(' · ')}</p>
        <p className="small">{t('done.by', { proposed: proposedBy, confirmed: confirmedBy })}</p>
      </div>
      <div>
        <h3 className="small muted">{t('partners')}</h3>
        {partners.length === 0 && <p className="small">{t('partners.none')}</p>}
        <ul className={css.partners}>
          {partners.map(({ code: short, name, confirmedAt }) => (
            <li key={short}>
              <span>
                {name} ({short})
              </span>
              {confirmedAt === null ? (
                <State tone="warn">{t('partners.no')}</State>
              ) : (
                <State tone="good">{t('partners.yes', { when: formatDay(confirmedAt) })}</State>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
