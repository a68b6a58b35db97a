import { Pencil, Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { describeValue } from '../../../src-main/domain/forms/describe.ts'
import { rowsOf } from '../../../src-main/domain/forms/fields.ts'
import type { Field, RowValue } from '../../../src-main/domain/forms/types.ts'
import { maxRows } from '../../../src-main/domain/forms/validate.ts'
import { useLanguage } from '../../language/index.ts'
import { Button } from '../../parts/button.tsx'
import { useDescribing } from '../place-names.ts'
import { newRowId } from '../row-id.ts'
import { useFormStore, useOfForm } from '../use-form.ts'
import { placesIn } from '../values.ts'
import { RowDrawer } from './row-drawer.tsx'
import css from './rows.module.css'
import type { WidgetProps } from './widget.ts'

const shownColumns = 4

/** Rows as a small table; one row at a time is written in a drawer at the side. */
export function RowsWidget({ labelledBy, ...props }: WidgetProps & { labelledBy: string }): ReactNode {
  const { field, id, value, change, leave } = props
  const { t } = useTranslation('forms')
  const rows = rowsOf({ [field.id]: value ?? null }, field.id)
  const [open, setOpen] = useState<string | null>(null)
  const put = (row: RowValue): void => {
    const at = rows.findIndex((each) => each.id === row.id)
    change(at === -1 ? [...rows, row] : rows.with(at, row))
  }
  const remove = (row: string): void => {
    change(rows.filter((each) => each.id !== row))
    setOpen(null)
  }
  const add = (): void => setOpen(newRowId())
  return (
    <div className={css.rows}>
      {rows.length > 0 && <RowTable field={field} rows={rows} labelledBy={labelledBy} open={setOpen} />}
      {rows.length < maxRows && (
        <Button
          id={id}
          size="small"
          icon={<Plus aria-hidden="true" />}
          onClick={add}
          aria-describedby={`${labelledBy}`}
        >
          {t(rows.length === 0 ? 'rows.add.first' : 'rows.add')}
        </Button>
      )}
      {open !== null && (
        <RowDrawer
          key={open}
          field={field}
          row={rows.find((row) => row.id === open) ?? { id: open, values: {} }}
          isNew={!rows.some((row) => row.id === open)}
          put={put}
          remove={() => remove(open)}
          another={add}
          close={() => {
            setOpen(null)
            leave()
          }}
        />
      )}
    </div>
  )
}

/** Columns that say what a row is about: those of its title first, then as the paper has them. */
export function tableColumns(field: Field): readonly Field[] {
  const columns = field.fields ?? []
  const named = columns.filter((column) => field.rowTitle?.includes(column.id))
  const rest = columns.filter(
    (column) => !named.includes(column) && column.type !== 'longText' && column.type !== 'note',
  )
  return [...named, ...rest].slice(0, shownColumns)
}

interface RowTableProps {
  readonly field: Field
  readonly rows: readonly RowValue[]
  readonly labelledBy: string
  readonly open: (row: string) => void
}

function RowTable({ field, rows, labelledBy, open }: RowTableProps): ReactNode {
  const { t } = useTranslation('forms')
  const lang = useLanguage()
  const store = useFormStore()
  const problems = useOfForm(store, (each) => each.problems())
  const columns = tableColumns(field)
  const isPlace = (id: string): boolean => field.fields?.find((each) => each.id === id)?.type === 'place'
  const describing = useDescribing(placesIn({ [field.id]: rows }, isPlace))
  const wrong = (row: RowValue): boolean =>
    problems.some((problem) => problem.field === field.id && problem.row === row.id && problem.severity === 'error')
  return (
    <table className={`table dense ${css.table}`} aria-labelledby={labelledBy}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} scope="col">
              {column.label[lang]}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">{t('rows.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.id} className={wrong(row) ? css.wrong : undefined} onDoubleClick={() => open(row.id)}>
            {columns.map((column) => (
              <td key={column.id}>{describeValue(column, row.values[column.id], lang, describing) || '—'}</td>
            ))}
            <td className={css.act}>
              <button type="button" className={css.edit} onClick={() => open(row.id)}>
                <Pencil size={15} aria-hidden="true" />
                {t('rows.edit')}
                <span className="visually-hidden"> {index + 1}</span>
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
