import { CircleCheck } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonItem } from '../../src-main/contract/people.ts'
import { formatDay, formatNumber, formatWhen } from '../language/format.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { Button, ButtonLink } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { toast } from '../parts/toasts.tsx'
import { EndDialog } from './end-dialog.tsx'
import css from './people.module.css'
import { PeopleNav } from './people-nav.tsx'
import { trainingWords } from './person-page.tsx'
import { AccountState, useRoleName } from './words.tsx'

/** The accounts that wait for their review, one after the other: still needed, or ended. */
export function ReviewPage(): ReactNode {
  const { t } = useTranslation('people')
  const due = useAsk('people.due', {})
  const list = useAsk('people.list', {})
  const waiting = due.data?.flatMap((id) => list.data?.items.find((item) => item.id === id) ?? []) ?? []
  const [first] = waiting
  const ready = due.data !== undefined && list.data !== undefined
  return (
    <>
      <PageHeader title={t('review.title')} lead={ready ? t('review.left', { count: waiting.length }) : ' '} />
      <PeopleNav />
      <ErrorBox error={due.error ?? list.error} onRetry={() => void due.refetch()} />
      {ready && first === undefined && (
        <Empty
          icon={<CircleCheck aria-hidden="true" />}
          title={t('review.done')}
          action={<ButtonLink to="/people/register">{t('register.title')}</ButtonLink>}
        >
          {t('review.done.text')}
        </Empty>
      )}
      {first !== undefined && <OneReview key={first.id} item={first} />}
    </>
  )
}

function OneReview({ item }: { item: PersonItem }): ReactNode {
  const { t } = useTranslation('people')
  const roleName = useRoleName()
  const person = useAsk('people.get', { id: item.id })
  const review = useTell('people.review', ['people.', 'home.'])
  const [ending, setEnding] = useState(false)
  const training = person.data?.training
  const confirm = (): void => {
    review.mutate(
      { id: item.id, outcome: 'confirmed' },
      { onSuccess: () => toast(t('review.kept', { name: item.name })) },
    )
  }
  const facts = [
    ['field.role', roleName(item.role)],
    ['field.function', [item.function, item.agency].filter((word) => word !== '').join(' · ') || t('nothing')],
    ['column.signedIn', item.signedInAt === null ? t('never') : formatWhen(item.signedInAt)],
    ['column.cases', formatNumber(item.openCases)],
    ['fact.training', training === null || training === undefined ? t('training.none') : trainingWords(training, t)],
    ['fact.next', item.reviewDueOn === null ? '' : formatDay(item.reviewDueOn)],
  ] as const
  return (
    <Card title={item.name} aside={<AccountState state={item.state} />} padded>
      <dl className={css.facts}>
        {facts.map(([word, value]) => (
          <div key={word} style={{ display: 'contents' }}>
            <dt>{t(word)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>{t('review.question')}</p>
      <ErrorBox error={review.error} />
      <div className={css.end}>
        <Button onClick={() => setEnding(true)}>{t('review.end')}</Button>
        <Button look="main" busy={review.isPending} onClick={confirm}>
          {t('review.keep')}
        </Button>
      </div>
      {ending && <EndDialog person={item} onClose={() => setEnding(false)} reviewing />}
    </Card>
  )
}
