import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Referral } from '../../src-main/contract/referrals.ts'
import { FormsProvider } from '../forms/forms-context.tsx'
import css from '../home/home.module.css'
import { useSession } from '../office/session.tsx'
import { Button, ButtonLink } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { State } from '../parts/tag.tsx'
import { ReceivedDialog } from './received-dialog.tsx'
import { isPressing, useReferralWords } from './referral-words.ts'

interface HomeListProps {
  readonly which: 'received' | 'answered'
  readonly items: readonly Referral[]
}

/** The lists of the home page, whose words are those of the forms: fetched only where there is something to show. */
export function HomeList({ which, items }: HomeListProps): ReactNode {
  const { session } = useSession()
  const List = which === 'received' ? Received : Answered
  return (
    <FormsProvider sight={session.role}>
      <List items={items} />
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
