import { LakanaError } from '../contract/errors.ts'
import { type CallName, contract } from '../contract/index.ts'
import { roleMay } from '../contract/permissions.ts'
import { type Progress, type Result, windowOrigin } from '../contract/wire.ts'
import type { OfficeContext, OpenOffice, Work } from './context.ts'
import { describe } from './describe.ts'
import { handlers } from './handlers.ts'

export interface Request {
  readonly call: string
  readonly input: unknown
  /** Address of the page that asked, as the shell saw it. */
  readonly sender: string
  progress(progress: Progress): void
  cancelled(): boolean
}

type AnyHandler = (input: unknown, context: OfficeContext, office: OpenOffice | null, work: Work) => unknown

/**
 * The one door of the office. In this order: a page of ours asks for a known call with input of the right shape, somebody is signed in
 * where that is needed, and his role allows it. Answers never throw and never carry anything but a code and small facts.
 */
export async function dispatch(context: OfficeContext, request: Request): Promise<Result<unknown>> {
  try {
    if (request.sender !== windowOrigin) throw new LakanaError('call.sender')
    if (!Object.hasOwn(contract, request.call)) throw new LakanaError('call.unknown')
    const name = request.call as CallName
    const spec = contract[name]
    const office = admit(context, spec.needs)
    const parsed = spec.input.safeParse(request.input)
    if (!parsed.success)
      throw new LakanaError('call.input', {
        fields: parsed.error.issues.slice(0, 5).map((issue) => issue.path.join('.')),
      })
    const handler = handlers[name] as AnyHandler
    const value = await handler(parsed.data, context, office, workOf(request))
    return { ok: true, value }
  } catch (error) {
    return { ok: false, error: describe(error) }
  }
}

function admit(context: OfficeContext, needs: (typeof contract)[CallName]['needs']): OpenOffice | null {
  if (needs === 'nobody') return context.open
  if (!context.open) throw new LakanaError('session.locked')
  if (needs !== 'signed-in' && !roleMay(context.open.person.role, needs))
    throw new LakanaError('session.permission', { needs })
  return context.open
}

function workOf(request: Request): Work {
  return {
    progress: (progress) => request.progress(progress),
    checkCancelled: () => {
      if (request.cancelled()) throw new LakanaError('call.cancelled')
    },
  }
}
