import { Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import type { FixedReason } from '../../src-main/domain/lists/fixed.ts'
import { useForms } from '../forms/forms-context.tsx'
import { useLanguage } from '../language/index.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { Act, LaidTable } from './laid-table.tsx'
import css from './lists.module.css'
import type { Asking } from './lists-page.tsx'
import { OptionDialog } from './option-dialog.tsx'

export type ListedOption = CallOutput<'lists.options'>[number]

interface OptionsProps {
  readonly list: string
  readonly fixed: FixedReason | null
  readonly mayChange: boolean
  readonly asking: readonly Asking[]
}

/** The answers of one list in their order, where each comes from, and what may be done with it. */
export function OptionsCard({ list, fixed, mayChange, asking }: OptionsProps): ReactNode {
  const { t } = useTranslation('lists')
  const { lists } = useForms()
  const lang = useLanguage()
  const { data, error, refetch } = useAsk('lists.options', { list }, { keep: true })
  const [editing, setEditing] = useState<ListedOption | 'new' | null>(null)
  const tell = useTell('lists.edit', ['lists.'])
  const may = mayChange && fixed === null
  const retire = (id: string, retired: boolean): void => tell.mutate({ what: 'state', key: `${list}/${id}`, retired })
  const nameOf = (option: ListedOption): string => option[lang] || option.fr
  const acts = (option: ListedOption): ReactNode => {
    const { id, own, retiredHere } = option
    const name = nameOf(option)
    return (
      <>
        {own && !retiredHere && (
          <Act of={t('correct.of', { name })} onClick={() => setEditing(option)}>
            {t('correct')}
          </Act>
        )}
        {mayRetire(option) && (
          <Act of={t(retiredHere ? 'back.of' : 'retire.of', { name })} onClick={() => retire(id, !retiredHere)}>
            {t(retiredHere ? 'back' : 'retire')}
          </Act>
        )}
      </>
    )
  }
  return (
    <Card
      title={lists.get(list)?.title[lang] ?? list}
      actions={
        may && (
          <Button size="small" look="main" icon={<Plus aria-hidden="true" />} onClick={() => setEditing('new')}>
            {t('option.add')}
          </Button>
        )
      }
    >
      <p className={css.asked}>
        {t('lists.asked')}{' '}
        {asking
          .slice(0, 3)
          .map(({ form, field }) => `${field.label[lang]} (${form.number})`)
          .join(' · ')}
        {asking.length > 3 && ` · ${t('lists.more', { count: asking.length - 3 })}`}
      </p>
      {fixed !== null && <Notice className={css.inCard}>{t(`fixed.${fixed}`)}</Notice>}
      <ErrorBox error={error ?? tell.error} onRetry={() => void refetch()} />
      <LaidTable
        what={t('option')}
        rows={data ?? []}
        words={(option) => (
          <>
            {nameOf(option)}
            {option.own && option.en !== option.fr && (
              <span className="small muted"> · {(lang === 'fr' ? option.en : option.fr) || '—'}</span>
            )}
          </>
        )}
        acts={may ? acts : null}
      />
      {editing !== null && (
        <OptionDialog
          list={list}
          option={editing === 'new' ? null : editing}
          others={data ?? []}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  )
}

/** Answers that are reserved by the program stay, since rights are given by them; what another office retired is for it to bring back. */
function mayRetire({ retiredBy, retiredHere, reserved, from }: ListedOption): boolean {
  if (retiredHere) return true
  return retiredBy === null && (from !== null || !reserved)
}
