import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Opening } from '../../src-main/contract/openings.ts'
import { formatMoment } from '../language/format.ts'
import { useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Tag } from '../parts/tag.tsx'
import css from './openings.module.css'

/** One opening: who, which case, when, why; and its review, or the two answers that make it. */
export function OpeningEntry({ opening }: { readonly opening: Opening }): ReactNode {
  const { t } = useTranslation('openings')
  const { can } = useSession()
  const { review } = opening
  return (
    <li className={css.entry}>
      <div className={css.told}>
        <p>
          <b>{opening.person}</b> ·{' '}
          {can('case.read') ? <Link href={`/cases/${opening.caseId}`}>{opening.code}</Link> : opening.code}
          {review !== null && (
            <>
              {' '}
              <Tag tone={review.justified ? 'good' : 'late'}>{t(review.justified ? 'justified' : 'unjustified')}</Tag>
            </>
          )}
        </p>
        <p className="small muted">
          {[formatMoment(opening.at), t(`motive.${opening.motive}`), followed(opening, t)]
            .filter((each) => each !== '')
            .join(' · ')}
        </p>
        <p className={css.words}>« {opening.why} »</p>
        {review !== null && (
          <p className="small">
            {t('reviewed', { who: review.by, when: formatMoment(review.at) })}
            {review.comment !== '' && ` ${review.comment}`}
          </p>
        )}
      </div>
      {review === null && (opening.own ? <p className="small muted">{t('own')}</p> : <Review opening={opening} />)}
    </li>
  )
}

function followed({ worker }: Opening, t: ReturnType<typeof useTranslation<'openings'>>['t']): string {
  return worker === '' ? '' : t('followed', { name: worker })
}

function Review({ opening }: { readonly opening: Opening }): ReactNode {
  const { t } = useTranslation('openings')
  const id = useId()
  const [comment, setComment] = useState('')
  const review = useTell('openings.review', ['openings.', 'home.'])
  const say = (justified: boolean): void => review.mutate({ id: opening.id, justified, comment: comment.trim() })
  // « Not justified » accuses somebody: it is never said without a word.
  const silent = comment.trim() === ''
  return (
    <div className={css.review}>
      <label htmlFor={id} className="small">
        {t('comment')}
      </label>
      <textarea
        id={id}
        className="input"
        rows={2}
        maxLength={1000}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
      />
      <div className="line">
        <Button size="small" busy={review.isPending} onClick={() => say(true)}>
          {t('say.justified')}
        </Button>
        <Button size="small" disabled={silent || review.isPending} onClick={() => say(false)}>
          {t('say.unjustified')}
        </Button>
        {silent && <span className="small muted">{t('say.why')}</span>}
      </div>
      <ErrorBox error={review.error} />
    </div>
  )
}
