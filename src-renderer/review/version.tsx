import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenConflict } from '../../src-main/contract/conflicts.ts'
import { formatMoment } from '../language/format.ts'
import type { ConflictWords } from './conflict-words.ts'
import css from './review.module.css'

interface VersionProps {
  readonly conflict: OpenConflict
  readonly index: number
  readonly words: ConflictWords
}

/** What one person wrote: the answers, who, where, when, and whose change he did not know of. */
export function Version({ conflict, index, words }: VersionProps): ReactNode {
  const { t } = useTranslation('review')
  const version = conflict.versions[index]
  if (version === undefined) return null
  const fields = conflict.kind === 'removed' ? Object.keys(version.values ?? {}) : conflict.fields
  const others = version.unaware.flatMap((place) => conflict.versions[place]?.authors[0]?.person || [])
  return (
    <span className={css.said}>
      {version.act === 'removed' ? (
        <b>{t('removed')}</b>
      ) : version.values === null ? (
        <i>{t('withheld')}</i>
      ) : (
        fields.map((field) => {
          const text = words.say(conflict, field, version.values?.[field])
          return (
            <span key={field} className={css.answer}>
              {fields.length > 1 && <span className="muted small">{words.labelOf(conflict, field)}</span>}
              <b className={css.value}>{text === '' ? t('empty') : text}</b>
            </span>
          )
        })
      )}
      {version.authors.map((author) => (
        <span key={`${author.person} ${author.time}`} className="small">
          {[author.person || t('somebody'), author.office].filter((each) => each !== '').join(', ')}
          {' · '}
          {formatMoment(author.time)}
        </span>
      ))}
      {others.length > 0 && (
        <span className="muted small">{t('unaware', { names: [...new Set(others)].join(', ') })}</span>
      )}
      {conflict.kind === 'values' && index === conflict.shown && (
        <span className="muted small">{t('shownMeanwhile')}</span>
      )}
    </span>
  )
}
