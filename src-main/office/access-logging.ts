import { isScreen, type LogRule, type Screen, toldByLedger } from '../contract/access-log.ts'
import type { CallSpec } from '../contract/define.ts'
import { type CallName, contract } from '../contract/index.ts'
import { type Access, knownTries, logAccess, logSoon } from '../store/access-log.ts'
import { personBySignIn } from '../store/people.ts'
import { failedTries, forgetTries } from '../vault/failed-tries.ts'
import { flushSoon } from '../vault/flush.ts'
import type { OfficeContext, OpenOffice } from './context.ts'
import { describe } from './describe.ts'
import { timeOf } from './today.ts'

/** The same look again within this time is the same look: pages read their case anew after each thing they save. */
const sameLookMs = 5 * 60_000
const mostRemembered = 1000

/** Refusals that say that somebody asked for what he may not have. */
const refusals: ReadonlySet<string> = new Set(['session.permission', 'session.wrong-password', 'case.out-of-scope'])

interface Memory {
  /** Looks told lately, and when. */
  readonly looks: Map<string, number>
  /** Lines that the disk refused to take. */
  readonly owed: Access[]
}

/** Goes with the open office: nothing of it outlives a lock. */
const memories = new WeakMap<OpenOffice['vault'], Memory>()

/** Tells a call that has succeeded, as its contract declares. */
export function logDone(context: OfficeContext, name: CallName, input: unknown, output: unknown, from: unknown): void {
  const office = context.open
  const spec = contract[name] as CallSpec
  const rule = spec.logs
  if (!office || rule === undefined || rule === 'itself') return
  const details = rule.details ? rule.details(input, output) : {}
  if (details === null) return
  const why = rule.why?.(input)
  write(context, office, rule, {
    ...stamp(context, office, from),
    act: rule.act,
    subject: rule.subject ? rule.subject(input, output) : caseOf(spec, input),
    details,
    ...(why === undefined ? {} : { why }),
  })
}

/** Tells that somebody was refused what he may not have. */
export function logRefusal(
  context: OfficeContext,
  { call, input, from }: { readonly call: string; readonly input: unknown; readonly from?: unknown },
  error: unknown,
): void {
  const office = context.open
  const { code } = describe(error)
  if (!office || !refusals.has(code) || !Object.hasOwn(contract, call)) return
  const spec = contract[call as CallName] as CallSpec
  const subject = caseOf(spec, input)
  const wanted = typeof spec.logs === 'object' ? { wanted: spec.logs.act } : {}
  const look = { act: 'refused', look: true } as const
  write(context, office, look, {
    ...stamp(context, office, from),
    act: 'refused',
    subject,
    details: { call, code, ...wanted },
  })
}

/** The sign-in, and before it what was tried in vain while the office was locked. */
export function logOpening(context: OfficeContext, { db, person, vault }: OpenOffice): void {
  const tries = failedTries(context.home)
  db.transaction(() => {
    const known = tries.length === 0 ? new Set<string>() : knownTries(db)
    for (const { id, at, signIn } of tries) {
      if (known.has(id)) continue
      const subject = personBySignIn(db, signIn)
      logAccess(db, { at, person: null, act: 'session.failed', subject, details: { try: id } })
    }
    const { failedTries: failedBefore } = vault
    logAccess(db, { at: timeOf(context.machine), person: person.id, act: 'session.sign-in', details: { failedBefore } })
  }).immediate()
  forgetTries(
    context.home,
    tries.map(({ id }) => id),
  )
}

function stamp(context: OfficeContext, office: OpenOffice, from: unknown): Pick<Access, 'at' | 'person' | 'screen'> {
  const screen: Screen | null = isScreen(from) ? from : null
  return { at: timeOf(context.machine), person: office.person.id, screen }
}

/** The input may be of any shape here: only an id is taken from it. */
function caseOf({ onCase }: CallSpec, input: unknown): string | null {
  if (onCase === undefined || typeof input !== 'object' || input === null) return null
  const id = (input as Readonly<Record<string, unknown>>)[onCase]
  return typeof id === 'string' && /^[0-9a-f]{32}$/.test(id) ? id : null
}

/** What the line tells is done already: a disk that refuses the line must not have the call answered as failed, and done twice. */
function write(context: OfficeContext, office: OpenOffice, rule: LogRule, access: Access): void {
  const memory = memoryOf(office)
  const soon = rule.look === true || toldByLedger.has(rule.act)
  if (rule.look === true && isRepeated(memory, access)) return
  try {
    settle(office, memory)
    if (soon) logSoon(office.db, access)
    else logAccess(office.db, access)
  } catch (error) {
    // A full disk does not keep a child's file from the person who needs it now. The line is owed, and no other comes before it.
    const refused = ['vault.disk-full', 'vault.read-only'].includes(describe(error).code)
    if (!refused || rule.must === true) throw error
    if (memory.owed.length < mostRemembered) memory.owed.push(access)
  }
  if (soon) flushSoon(context.home)
}

function settle({ db }: OpenOffice, { owed }: Memory): void {
  for (let first = owed[0]; first; first = owed[0]) {
    logAccess(db, first)
    owed.shift()
  }
}

function isRepeated({ looks }: Memory, access: Access): boolean {
  const key = JSON.stringify([access.act, access.subject, access.screen, access.details])
  const now = performance.now()
  const last = looks.get(key)
  if (last !== undefined && now - last < sameLookMs) return true
  if (looks.size >= mostRemembered) looks.clear()
  looks.set(key, now)
  return false
}

function memoryOf({ vault }: OpenOffice): Memory {
  const known = memories.get(vault)
  if (known) return known
  const fresh: Memory = { looks: new Map(), owed: [] }
  memories.set(vault, fresh)
  return fresh
}
