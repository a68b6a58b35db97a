import type { Field, FieldValue } from '../../../src-main/domain/forms/types.ts'

/** What every kind of input gets. `id` names the element that takes the focus. */
export interface WidgetProps {
  readonly field: Field
  readonly id: string
  readonly value: FieldValue | undefined
  readonly invalid: boolean
  readonly describedBy: string | undefined
  readonly change: (value: FieldValue | undefined) => void
  /** The person has left the input: it may now be checked. */
  readonly leave: () => void
}

/** What is common to the native inputs. */
export function inputProps({ id, invalid, describedBy, leave }: WidgetProps) {
  return {
    id,
    onBlur: leave,
    'aria-invalid': invalid || undefined,
    'aria-describedby': describedBy,
    autoComplete: 'off',
    spellCheck: false,
  } as const
}

export function asText(value: FieldValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
