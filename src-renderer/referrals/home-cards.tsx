import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Referral } from '../../src-main/contract/referrals.ts'
import { FormsProvider } from '../forms/forms-context.tsx'
import css from '../home/home.module.css'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button, ButtonLink } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { State } from '../parts/tag.tsx'
import { ReceivedDialog } from './received-dialog.tsx'
import { isPressing, useReferralWords } from './referral-words.ts'

/** Children referred to this office that wait for an answer or for what was done. Nothing at all when there is none. */
export function ReferralsReceived(): ReactNode {
  const { data } = useAsk('referrals.received', {})
  const { session } = useSession()
  if (data === undefined || data.items.length === 0) return null
  return (
    <FormsProvider sight={session.role}>
      <Received items={data.items} />
    </FormsProvider>
  )
}

function Received({ items }: { items: readonly Referral[] }): ReactNode {
  const { t } = useTranslation('referrals')
  const words = useReferralWords()
  const [open, setOpen] = useState<Referral | null>(null)
  const sorted = items.toSorted((a, b) => Number(isPressing(b)) - Number(isPressing(a)))
  return (
    <Card title={t('received.title')} aside={t('received.aside', { count: items.length })}>
      <ul className={css.rows}>
        {sorted.map((each) => (
          <li key={each.id}>
            <State tone={isPressing(each) ? 'late' : 'plain'}>{words.priority(each).split(' (')[0]}</State>
            <span className={css.who}>
              <b className="cut">{words.name(each)}</b>
              <span className="small muted cut">
                {[t('received.from', { office: each.from, day: words.day(each.sentOn) }), words.service(each)].join(
                  ' · ',
                )}
              </span>
            </span>
            <State tone={each.state === 'waiting' ? 'warn' : 'good'}>
              {t(each.state === 'waiting' ? 'received.answer' : 'received.follow')}
            </State>
            <Button size="small" onClick={() => setOpen(each)}>
              {t('received.open')} <span className="visually-hidden">{words.name(each)}</span>
            </Button>
          </li>
        ))}
      </ul>
      {open !== null && <ReceivedDialog referral={open} onClose={() => setOpen(null)} />}
    </Card>
  )
}

/** Answers of other offices that nobody has read. */
export function ReferralsAnswered(): ReactNode {
  const { data } = useAsk('referrals.answered', {})
  const { session } = useSession()
  if (data === undefined || data.items.length === 0) return null
  return (
    <FormsProvider sight={session.role}>
      <Answered items={data.items} />
    </FormsProvider>
  )
}

function Answered({ items }: { items: readonly Referral[] }): ReactNode {
  const { t } = useTranslation('referrals')
  const words = useReferralWords()
  return (
    <Card title={t('answered.title')} aside={t('answered.aside', { count: items.length })}>
      <ul className={css.rows}>
        {items.map((each) => (
          <li key={each.id}>
            <State tone={each.state === 'refused' ? 'late' : 'good'}>{words.state(each)}</State>
            <span className={css.who}>
              <b className="cut">{each.code}</b>
              <span className="small muted cut">{[each.to, words.service(each)].filter(Boolean).join(' · ')}</span>
            </span>
            <span className="small muted">{words.day(each.feedback.at(-1)?.on ?? each.answeredOn)}</span>
            <ButtonLink to={`/cases/${each.caseId}`} size="small">
              {t('answered.open')} <span className="visually-hidden">{each.code}</span>
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Card>
  )
}
