import type * as z from 'zod'
import type { Needs } from './permissions.ts'

/** One call of the window to the office. */
export interface CallSpec<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I
  readonly output: O
  readonly needs: Needs
  /** Reports progress and can be cancelled. */
  readonly long?: true
  /** The member of the input that names the case which the call is about: it must lie within the person's scope. */
  readonly onCase?: string
}

export function call<I extends z.ZodType, O extends z.ZodType>(
  needs: Needs,
  input: I,
  output: O,
  options: { long?: true; onCase?: keyof z.input<I> & string } = {},
): CallSpec<I, O> {
  return { needs, input, output, ...options }
}
