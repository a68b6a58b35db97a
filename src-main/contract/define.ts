import type * as z from 'zod'
import type { Act, LogRule } from './access-log.ts'
import type { Needs } from './permissions.ts'

/** One call of the window to the office. */
export interface CallSpec<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I
  readonly output: O
  readonly needs: Needs
  /** Reports progress and can be cancelled. */
  readonly long?: true
  /** Goes on beside other calls once it has begun: it touches the database only in its turn. */
  readonly beside?: true
  /** The member of the input that names the case which the call is about: it must lie within the person's scope. */
  readonly onCase?: string
  /**
   * How the access log tells the call: dispatch writes the line once it has succeeded, and any refusal of permission. `itself`: its handler
   * writes lines, in the transaction of what they tell. A call that leaves no trace is in the reasoned list of a test.
   */
  readonly logs?: LogRule | 'itself'
}

export function call<I extends z.ZodType, O extends z.ZodType>(
  needs: Needs,
  input: I,
  output: O,
  options: {
    long?: true
    beside?: true
    onCase?: keyof z.input<I> & string
    logs?: LogRule<z.output<I>, z.output<O>> | Act | 'itself'
  } = {},
): CallSpec<I, O> {
  const { logs, ...rest } = options
  if (logs === undefined) return { needs, input, output, ...rest }
  const rule = typeof logs === 'string' && logs !== 'itself' ? { act: logs } : logs
  return { needs, input, output, ...rest, logs: rule as LogRule | 'itself' }
}
