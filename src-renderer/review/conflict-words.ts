import { useTranslation } from 'react-i18next'
import type { OpenConflict } from '../../src-main/contract/conflicts.ts'
import { describeRow, describeValue } from '../../src-main/domain/forms/describe.ts'
import { fieldsOf } from '../../src-main/domain/forms/fields.ts'
import type { Field, FieldValue, RowValue } from '../../src-main/domain/forms/types.ts'
import { groupOf } from '../../src-main/domain/forms/visible.ts'
import { useForms } from '../forms/forms-context.tsx'
import { useDescribing } from '../forms/place-names.ts'
import { useLanguage } from '../language/index.ts'

export interface ConflictWords {
  /** The questions of the group; none for the case itself and for notes. */
  readonly fieldsOf: (conflict: OpenConflict) => readonly Field[]
  readonly formTitle: (conflict: OpenConflict) => string
  /** What the conflict is about: a question, several, or a row. */
  readonly subject: (conflict: OpenConflict) => string
  readonly labelOf: (conflict: OpenConflict, field: string) => string
  readonly say: (conflict: OpenConflict, field: string, value: unknown) => string
}

const stateFields = ['status', 'worker', 'office', 'code', 'text'] as const

/** Says conflicts with the labels of the forms. */
export function useConflictWords(conflicts: readonly OpenConflict[]): ConflictWords {
  const { t } = useTranslation('review')
  const { t: common } = useTranslation()
  const { form: formOf } = useForms()
  const lang = useLanguage()
  const describing = useDescribing(
    conflicts.flatMap(({ versions, rowValues }) =>
      [...versions.map(({ values }) => values), rowValues].flatMap((values) =>
        Object.values(values ?? {}).filter(isPlaceCode),
      ),
    ),
  )
  const holder = ({ form, group, row }: OpenConflict): Field | undefined => {
    const definition = form === null ? undefined : formOf(form)
    return row === null || definition === undefined ? undefined : fieldsOf(definition).get(group)
  }
  const members = (conflict: OpenConflict): readonly Field[] => {
    const { form, group, row, cell } = conflict
    const definition = form === null ? undefined : formOf(form)
    if (definition === undefined) return []
    if (row === null) return [...fieldsOf(definition).values()].filter((field) => groupOf(field) === group)
    const columns = holder(conflict)?.fields ?? []
    return cell === null ? columns : columns.filter((field) => groupOf(field) === cell)
  }
  const labelOf = (conflict: OpenConflict, field: string): string => {
    const state = stateFields.find((each) => each === field)
    const known = members(conflict).find(({ id }) => id === field)
    if (known !== undefined) return known.label[lang]
    return state === undefined ? field : t(`state.${state}`)
  }
  const rowName = (conflict: OpenConflict): string => {
    const field = holder(conflict)
    if (field === undefined) return ''
    const row = { id: conflict.row ?? '', values: conflict.rowValues ?? {} } as RowValue
    return [field.label[lang], describeRow(field, row, lang, describing)].filter((each) => each !== '').join(' · ')
  }
  return {
    fieldsOf: members,
    labelOf,
    formTitle: ({ form }) => {
      const definition = form === null ? undefined : formOf(form)
      return definition === undefined ? t('case.itself') : `${definition.number} ${definition.title[lang]}`
    },
    subject: (conflict) => {
      if (conflict.kind === 'removed') return rowName(conflict)
      const labels = conflict.fields.map((field) => labelOf(conflict, field)).join(', ')
      return conflict.row === null ? labels : `${rowName(conflict)} — ${labels}`
    },
    say: (conflict, id, value) => {
      const field = members(conflict).find((each) => each.id === id)
      if (field !== undefined) return describeValue(field, value as FieldValue, lang, describing)
      if (id === 'status' && (value === 'open' || value === 'closed')) return common(`status.${value}`)
      return typeof value === 'string' ? value : ''
    },
  }
}

export function isPlaceCode(value: unknown): value is string {
  return typeof value === 'string' && /^BF\d{2,10}(-[0-9a-f]{10})?$/.test(value)
}
