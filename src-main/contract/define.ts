import type * as z from 'zod'
import type { Needs } from './permissions.ts'

/** One call of the window to the office. */
export interface CallSpec<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I
  readonly output: O
  readonly needs: Needs
  /** Reports progress and can be cancelled. */
  readonly long?: true
}

export function call<I extends z.ZodType, O extends z.ZodType>(
  needs: Needs,
  input: I,
  output: O,
  options: { long?: true } = {},
): CallSpec<I, O> {
  return { needs, input, output, ...options }
}
