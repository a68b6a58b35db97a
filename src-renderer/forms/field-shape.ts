import type { Field, FormDefinition, Section } from '../../src-main/domain/forms/types.ts'
import type { Option } from './forms-context.tsx'

/** Up to so many answers stand in view as cards; more become a list to type in. */
export const cardsUpTo = 6

/** Answers that are read at a glance take half the width of the form, where it is wide enough for two. */
export function isShort(field: Field, options: readonly Option[]): boolean {
  switch (field.type) {
    case 'longText':
    case 'severalOf':
    case 'rows':
    case 'note':
    case 'file':
      return false
    case 'text':
      return (field.maxLength ?? 1000) <= 250
    case 'oneOf':
      return options.length > cardsUpTo || widthOf(options) <= 40
    case 'date':
      return field.id !== 'birth_date'
    default:
      return true
  }
}

function widthOf(options: readonly Option[]): number {
  return options.reduce((sum, option) => sum + option.label.length + 6, 0)
}

/** `2.4`: the same number on the screen and on the paper, whatever is hidden. Notes have none. */
export function fieldNumber(paper: FormDefinition, field: Field): string {
  const at = paper.sections.findIndex((section) => section.fields.some(({ id }) => id === field.id))
  const asked = paper.sections[at]?.fields.filter((each) => each.type !== 'note') ?? []
  return `${at + 1}.${asked.findIndex(({ id }) => id === field.id) + 1}`
}

/** `2`: number of a section on the paper. */
export function sectionNumber(paper: FormDefinition, section: Section): number {
  return paper.sections.findIndex(({ id }) => id === section.id) + 1
}

/** Id of the element that takes the focus of a field. */
export function controlId(form: string, field: string): string {
  return `${form}--${field}`
}
