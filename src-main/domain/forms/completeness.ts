import type { Known } from './conditions.ts'
import { holdsValue, isFilled, rowsOf } from './fields.ts'
import type { Field, FormDefinition, FormValues } from './types.ts'
import { shownValues, visibleCells, visibleSections } from './visible.ts'

export interface SectionCompleteness {
  readonly id: string
  readonly filled: number
  readonly shown: number
}

export interface Completeness {
  readonly filled: number
  readonly shown: number
  /** filled ÷ shown, 1 where nothing is shown. */
  readonly ratio: number
  /** Ids of shown required fields without a value; the id of the `rows` field where a cell is missing. */
  readonly missingRequired: readonly string[]
  readonly sections: readonly SectionCompleteness[]
}

/** How much of what is shown is filled. Notes and computed fields do not count; rows count as one field. */
export function completeness(form: FormDefinition, values: FormValues, known: Known): Completeness {
  const missingRequired: string[] = []
  const seen = shownValues(form, values, known)
  const sections = visibleSections(form, values, known).map(({ section, fields }) => {
    const asked = fields.filter(holdsValue)
    missingRequired.push(...asked.filter((field) => lacks(field, seen, known)).map((field) => field.id))
    return { id: section.id, filled: asked.filter((field) => isFilled(values[field.id])).length, shown: asked.length }
  })
  const filled = sections.reduce((sum, section) => sum + section.filled, 0)
  const shown = sections.reduce((sum, section) => sum + section.shown, 0)
  return { filled, shown, ratio: shown === 0 ? 1 : filled / shown, missingRequired, sections }
}

function lacks(field: Field, values: FormValues, known: Known): boolean {
  if (!isFilled(values[field.id])) return field.required === true
  return rowsOf(field.type === 'rows' ? values : {}, field.id).some((row) =>
    visibleCells(field, row.values, values, known).some(
      (cell) => cell.required === true && !isFilled(row.values[cell.id]),
    ),
  )
}
