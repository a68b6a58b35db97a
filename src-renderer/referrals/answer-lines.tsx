import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Referral } from '../../src-main/contract/referrals.ts'
import { formatDay } from '../language/format.ts'
import css from './referrals.module.css'

/** What the receiver has answered, and what he has told since. */
export function AnswerLines({ referral }: { referral: Referral }): ReactNode {
  const { t } = useTranslation('referrals')
  const { answeredOn, why, feedback } = referral
  const day = (on: string | null): string => (on === null ? '' : formatDay(on))
  if (answeredOn === null) return null
  return (
    <ul className={css.lines}>
      <li>
        {t('answer.on', { day: day(answeredOn) })}
        {why !== '' && <p>{t('answer.why', { text: why })}</p>}
      </li>
      {feedback.map(({ on, did, next }, index) => (
        <li key={`${index} ${did}`}>
          {t('feedback.on', { day: day(on), text: did })}
          {next !== '' && <p>{t('feedback.next', { text: next })}</p>}
        </li>
      ))}
    </ul>
  )
}
