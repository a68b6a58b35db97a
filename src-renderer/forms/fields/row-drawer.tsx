import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, RowValue } from '../../../src-main/domain/forms/types.ts'
import { visibleCells } from '../../../src-main/domain/forms/visible.ts'
import { useLanguage } from '../../language/index.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Question } from '../field.tsx'
import { focusFirst } from '../focus.ts'
import { onEnter } from '../section.tsx'
import { useFormStore, useOfForm } from '../use-form.ts'
import css from './rows.module.css'

interface RowDrawerProps {
  readonly field: Field
  readonly row: RowValue
  readonly isNew: boolean
  readonly put: (row: RowValue) => void
  readonly remove: () => void
  readonly another: () => void
  readonly close: () => void
}

/** One row, written straight into the form, so that the draft holds it from the first key. */
export function RowDrawer({ field, row, isNew, put, remove, another, close }: RowDrawerProps): ReactNode {
  const { t } = useTranslation('forms')
  const lang = useLanguage()
  const store = useFormStore()
  const problems = useOfForm(store, (each) => each.problems())
  const [startedNew] = useState(isNew)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (box.current !== null) focusFirst(box.current)
  }, [])
  const set = (cell: string, value: RowValue['values'][string] | undefined): void => {
    const { [cell]: _before, ...rest } = row.values
    put({ id: row.id, values: value === undefined || value === '' ? rest : { ...rest, [cell]: value } })
  }
  const cells = visibleCells(field, row.values, store.values(), store.known())
  return (
    <Dialog
      place="side"
      title={field.label[lang]}
      onClose={close}
      footer={
        <>
          {!startedNew && (
            <Button look="danger" onClick={remove}>
              {t('rows.remove')}
            </Button>
          )}
          <Button onClick={close}>{t('rows.done')}</Button>
          {startedNew && (
            <Button look="main" id={`${row.id}-another`} onClick={another}>
              {t('rows.another')}
            </Button>
          )}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter goes on to the next question, whichever has the focus */}
      <div
        ref={box}
        className={css.fields}
        onKeyDown={(event) =>
          onEnter(event, startedNew ? () => document.getElementById(`${row.id}-another`)?.focus() : close)
        }
      >
        {cells.map((cell) => (
          <Question
            key={cell.id}
            form={row.id}
            field={cell}
            number=""
            value={row.values[cell.id]}
            problem={problems.find((each) => each.field === field.id && each.row === row.id && each.cell === cell.id)}
            change={(value) => set(cell.id, value)}
            leave={() => undefined}
          />
        ))}
      </div>
    </Dialog>
  )
}
