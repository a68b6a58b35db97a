import { UserCheck } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFilters } from '../../../src-main/contract/cases.ts'
import { Button } from '../../parts/button.tsx'
import { AssignDialog } from '../../teams/assign/assign-dialog.tsx'
import css from './case-list.module.css'
import type { Choice } from './choice.ts'

interface ChoiceBarProps {
  readonly choice: Choice
  readonly filters: CaseFilters
  readonly total: number
}

/** What is chosen, and what can be done with it. */
export function ChoiceBar({ choice, filters, total }: ChoiceBarProps): ReactNode {
  const { t } = useTranslation('teams')
  const [open, setOpen] = useState(false)
  const count = choice.all ? total : choice.chosen.size
  return (
    <div className={css.choice} role="status">
      {count === 0 ? (
        <span className="muted small">{t('select.keys')}</span>
      ) : (
        <>
          <b>{t('select.count', { count })}</b>
          {!choice.all && count < total && (
            <Button size="small" look="quiet" onClick={choice.chooseAll}>
              {t('select.all', { count: total })}
            </Button>
          )}
          <Button size="small" look="quiet" onClick={choice.clear}>
            {t('select.clear')}
          </Button>
          <span className="grow" />
          <Button size="small" look="main" icon={<UserCheck aria-hidden="true" />} onClick={() => setOpen(true)}>
            {t('assign.action')}
          </Button>
        </>
      )}
      {open && (
        <AssignDialog
          selection={choice.all ? { filters } : { cases: [...choice.chosen] }}
          title={t('assign.title', { count })}
          onClose={() => {
            setOpen(false)
            choice.clear()
          }}
        />
      )}
    </div>
  )
}
