import type { CallInput, CallName, CallOutput } from '../../src-main/contract/index.ts'
import { windowOrigin } from '../../src-main/contract/wire.ts'
import type { OfficeContext } from '../../src-main/office/context.ts'
import { dispatch } from '../../src-main/office/dispatch.ts'

/** Asks an office that was founded without the program around it, through its one door. */
export function within(
  context: OfficeContext,
): <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>> {
  return async <N extends CallName>(call: N, input: CallInput<N>) => {
    const asked = { call, input, sender: windowOrigin, progress: () => undefined, cancelled: () => false }
    const result = await dispatch(context, asked)
    if (!result.ok) throw new Error(`${call}: ${result.error.code}`)
    return result.value as CallOutput<N>
  }
}
