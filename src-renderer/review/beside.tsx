import { TriangleAlert } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { OpenConflict } from '../../src-main/contract/conflicts.ts'
import { formatMoment } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { useConflictWords } from './conflict-words.ts'
import css from './review.module.css'

const none: readonly OpenConflict[] = []

/**
 * What stands beside the answers of one form on the page of its case, on screen and on paper: the other values, whose they are, and the way
 * to settle them. Asks nothing where the case has no conflict.
 */
export function useBeside(caseId: string, open: number, record: string | undefined): (field: string) => ReactNode {
  const { t } = useTranslation('review')
  const { data } = useAsk('conflicts.ofCase', { caseId }, { enabled: open > 0 })
  const found = open > 0 ? (data?.conflicts ?? none) : none
  const words = useConflictWords(useMemo(() => found, [found]))
  return (field) => {
    const here = found.filter(
      (each) => each.record === record && (each.row === null ? each.fields.includes(field) : each.group === field),
    )
    if (here.length === 0) return null
    return (
      <span className={css.beside}>
        {here.map((conflict) => (
          <span key={`${conflict.group} ${conflict.row} ${conflict.cell}`} className={css.besideOne}>
            <span className={conflict.sensitive ? css.divergent : css.provisional}>
              <TriangleAlert size={14} aria-hidden="true" /> {t(conflict.sensitive ? 'divergent' : 'provisional')}
            </span>
            {others(conflict, field).map(({ value, who, key }) => (
              <span key={key}>
                {t('field.other', {
                  value: value === undefined ? t('removed') : words.say(conflict, field, value) || t('empty'),
                  who,
                })}
              </span>
            ))}
          </span>
        ))}
        <Link href={`/divergences/${caseId}`} className="no-print">
          {t('field.settle')}
        </Link>
      </span>
    )
  }
}

interface Other {
  readonly key: string
  readonly value: unknown
  readonly who: string
}

/** All versions but the one shown. In a row the columns say what differs; a removal has no value. */
function others({ versions, shown, kind, row, fields }: OpenConflict, field: string): Other[] {
  return versions.flatMap((version, index): Other[] => {
    const [author] = version.authors
    if (kind === 'values' ? index === shown : version.act !== 'removed') return []
    const who = [author?.person, author === undefined ? '' : formatMoment(author.time)].filter(Boolean).join(', ')
    const values = version.values
    if (kind === 'removed') return [{ key: String(index), value: undefined, who }]
    return (row === null ? [field] : fields).map((each) => ({
      key: `${index} ${each}`,
      value: values?.[each] ?? null,
      who,
    }))
  })
}
