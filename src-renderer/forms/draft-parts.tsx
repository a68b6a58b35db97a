import { Check, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTime, formatWhen } from '../language/format.ts'
import { Button } from '../parts/button.tsx'
import { Notice } from '../parts/notice.tsx'
import type { DraftKeeper } from './draft.ts'
import css from './draft-parts.module.css'

/** « Brouillon gardé à 10:32 ». */
export function DraftState({ draft }: { draft: DraftKeeper }): ReactNode {
  const { t } = useTranslation('forms')
  if (draft.failed) {
    return (
      <span className={css.failed} role="alert">
        <TriangleAlert size={15} aria-hidden="true" /> {t('draft.failed')}
      </span>
    )
  }
  return (
    <span className={css.kept} aria-live="off">
      {draft.keptAt !== null && (
        <>
          <Check size={15} aria-hidden="true" /> {t('draft.kept', { time: formatTime(draft.keptAt) })}
        </>
      )}
    </span>
  )
}

interface DraftOfferProps {
  readonly savedAt: string
  readonly take: () => void
  readonly drop: () => void
}

/** Work left behind by a crash, a lock or a departure. */
export function DraftOffer({ savedAt, take, drop }: DraftOfferProps): ReactNode {
  const { t } = useTranslation('forms')
  return (
    <Notice
      kind="warn"
      live
      title={t('draft.found', { when: formatWhen(savedAt) })}
      actions={
        <>
          <Button size="small" look="main" onClick={take}>
            {t('draft.take')}
          </Button>
          <Button size="small" onClick={drop}>
            {t('draft.drop')}
          </Button>
        </>
      }
    >
      {t('draft.found.text')}
    </Notice>
  )
}
