import type { CallSpec } from '../contract/define.ts'
import { LakanaError } from '../contract/errors.ts'
import { type CallName, contract } from '../contract/index.ts'
import { type Progress, type Result, windowOrigin } from '../contract/wire.ts'
import { decide } from '../domain/access/decide.ts'
import { caseFacts } from '../store/case-facts.ts'
import { isErased } from '../store/erasures.ts'
import { keepAccessTrue } from './access.ts'
import { logDone, logRefusal } from './access-logging.ts'
import { holdWriting } from './beside.ts'
import type { OfficeContext, OpenOffice, Work } from './context.ts'
import { describe } from './describe.ts'
import { isOpened } from './exceptional.ts'
import { handlers } from './handlers.ts'
import { missingOf } from './standing.ts'

export interface Request {
  readonly call: string
  readonly input: unknown
  /** Address of the page that asked, as the shell saw it. */
  readonly sender: string
  /** The `Screen` that the page says it shows. */
  readonly from?: unknown
  progress(progress: Progress): void
  cancelled(): boolean
}

type AnyHandler = (input: unknown, context: OfficeContext, office: OpenOffice | null, work: Work) => unknown

/**
 * The one door of the office. In this order: a page of ours asks for a known call, somebody is signed in where that is needed, meets the
 * conditions of access and his role allows it, the input has the right shape, and the case that it is about lies within his scope. Answers
 * never throw and never carry anything but a code and small facts.
 */
export async function dispatch(context: OfficeContext, request: Request): Promise<Result<unknown>> {
  try {
    if (request.sender !== windowOrigin) throw new LakanaError('call.sender')
    if (!Object.hasOwn(contract, request.call)) throw new LakanaError('call.unknown')
    const name = request.call as CallName
    const spec = contract[name]
    keepAccessTrue(context)
    const office = admit(context, spec.needs)
    const parsed = spec.input.safeParse(request.input)
    if (!parsed.success)
      throw new LakanaError('call.input', {
        fields: parsed.error.issues.slice(0, 5).map((issue) => issue.path.join('.')),
      })
    if (office) checkScope(office, name, parsed.data)
    const handler = handlers[name] as AnyHandler
    const value: unknown = await handler(parsed.data, context, office, workOf(request))
    logDone(context, name, parsed.data, value, request.from)
    return { ok: true, value }
  } catch (error) {
    logRefusal(context, request, error)
    return { ok: false, error: heldBack(context, describe(error)) }
  }
}

const whyHeld = {
  damaged: 'vault.writing-stopped',
  'other-machine': 'vault.other-machine',
  revoked: 'vault.revoked',
} as const

/** Damage met by any call stops all writing; what is refused from then on says why. */
function heldBack(context: OfficeContext, error: ReturnType<typeof describe>): ReturnType<typeof describe> {
  if (error.code === 'vault.database-damaged' && context.open && context.held === null) holdWriting(context, 'damaged')
  if (error.code !== 'vault.read-only' || context.held === null) return error
  return { code: whyHeld[context.held], details: {} }
}

function admit(context: OfficeContext, needs: (typeof contract)[CallName]['needs']): OpenOffice | null {
  if (needs === 'nobody') return context.open
  if (!context.open) throw new LakanaError('session.locked')
  if (needs === 'entering') return context.open
  const missing = missingOf(context.open, context.machine)
  if (missing.length > 0) throw new LakanaError('session.conditions', { missing })
  if (needs === 'signed-in') return context.open
  const { role, scope } = context.open.access
  if (!decide(role, scope, needs).allowed) throw new LakanaError('session.permission', { needs })
  return context.open
}

/** An id that no case has answers another code than a case out of scope: ids are 128 random bits, nobody finds one by trying. */
function checkScope(office: OpenOffice, name: CallName, input: unknown): void {
  const { needs, onCase } = contract[name] as CallSpec
  if (onCase === undefined || needs === 'nobody' || needs === 'entering' || needs === 'signed-in') return
  const id = (input as Readonly<Record<string, unknown>>)[onCase]
  const facts = typeof id === 'string' ? caseFacts(office.db, id) : null
  if (!facts)
    throw new LakanaError(typeof id === 'string' && isErased(office.db, id) ? 'case.erased' : 'case.not-found')
  const { role, scope } = office.access
  const opened = isOpened(office, id as string)
  if (!decide(role, scope, needs, { ...facts, opened }).allowed) throw new LakanaError('case.out-of-scope')
}

function workOf(request: Request): Work {
  return {
    progress: (progress) => request.progress(progress),
    checkCancelled: () => {
      if (request.cancelled()) throw new LakanaError('call.cancelled')
    },
  }
}
