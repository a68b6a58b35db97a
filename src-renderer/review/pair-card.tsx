import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallInput, CallOutput } from '../../src-main/contract/index.ts'
import { useChildWords } from '../cases/child-line.ts'
import { fullName } from '../cases/child-words.ts'
import { formatDay } from '../language/format.ts'
import { ask } from '../office/client.ts'
import { refresh } from '../office/queries.ts'
import { Button, ButtonLink } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { TextInput } from '../parts/inputs.tsx'
import { Tag } from '../parts/tag.tsx'
import { toast } from '../parts/toasts.tsx'
import css from './review.module.css'

type Found = CallOutput<'duplicates.list'>['items'][number]

/** Two children side by side, with why they may be one, and what a person says of it. */
export function PairCard({ found }: { found: Found }): ReactNode {
  const { t } = useTranslation('review')
  const { t: cases } = useTranslation('cases')
  const id = useId()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [a, b] = found.pair
  const say = async (state: CallInput<'duplicates.say'>['state'], why: string): Promise<void> => {
    try {
      await ask('duplicates.say', { caseId: a.id, other: b.id, state, reason: why })
      if (state !== 'none') toast(t(`dup.said.${state}`), () => void say('none', ''))
      await refresh('duplicates.', 'cases.')
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <section className={css.conflict} aria-labelledby={id}>
      <header className={css.conflictHead}>
        <h2 id={id}>{a.code === b.code ? a.code : `${fullName(a)} · ${fullName(b)}`}</h2>
        <Tag tone={found.band === 'probable' ? 'warn' : 'plain'}>{cases(`likely.band.${found.band}`)}</Tag>
        <span className="muted small">
          {t('dup.score', { score: Math.round(found.score * 100) })} ·{' '}
          {found.reasons.map((each) => cases(`reason.${each as 'same-names'}`)).join(', ')}
        </span>
      </header>
      <Both found={found} />
      <div className={css.decide}>
        <div className={css.reason}>
          <TextInput label={t('reason.free')} maxLength={2000} value={reason} onChange={setReason} />
        </div>
        <Button onClick={() => void say('different', reason)}>{t('dup.different')}</Button>
        <Button look="main" onClick={() => void say('same', reason)}>
          {t('dup.same')}
        </Button>
      </div>
      <ErrorBox error={error} />
    </section>
  )
}

function Both({ found: { pair, mothers } }: { found: Found }): ReactNode {
  const { t } = useTranslation('review')
  const { t: cases } = useTranslation('cases')
  const { sexOf, ageOf } = useChildWords()
  const [a, b] = pair
  const registered = (day: string | null): string => (day === null ? '' : formatDay(day))
  const lines = [
    [cases('compare.name'), fullName(a), fullName(b)],
    [cases('compare.nickname'), a.nickname, b.nickname],
    [cases('compare.sex'), sexOf(a), sexOf(b)],
    [cases('compare.age'), ageOf(a), ageOf(b)],
    [cases('compare.commune'), a.communeLabel, b.communeLabel],
    [cases('compare.mother'), mothers[0], mothers[1]],
    [cases('compare.caregiver'), a.caregiver, b.caregiver],
    [t('dup.worker'), a.workerName, b.workerName],
    [t('dup.registered'), registered(a.registeredOn), registered(b.registeredOn)],
  ] as const
  return (
    <table className="table dense">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{cases('compare.what')}</span>
          </th>
          {pair.map(({ id, code }) => (
            <th key={id} scope="col">
              <ButtonLink to={`/cases/${id}`} size="small" look="quiet" label={t('dup.open', { code })}>
                {code}
              </ButtonLink>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(([what, here, there]) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{here || '—'}</td>
            <td>{there || '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
