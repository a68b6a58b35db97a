import type { OfficeEvent } from '../contract/wire.ts'
import { withClock } from './clock.ts'
import type { GivenMachine, OfficeContext } from './context.ts'

/** An office on this machine with nobody signed in. @param inTurn left out where calls do not wait for one another anyway */
export function newContext(
  given: GivenMachine,
  emit: (event: OfficeEvent) => void,
  inTurn: OfficeContext['inTurn'] = async (work) => work(),
): OfficeContext {
  const machine = withClock(given)
  return {
    machine,
    home: machine.home,
    open: null,
    pageStays: false,
    clockDoubt: null,
    watched: null,
    held: null,
    health: { state: 'unknown', at: null },
    beside: new AbortController(),
    backingUp: false,
    lastEntriesMissing: false,
    lastStop: { unclean: false, walMissing: false },
    inTurn,
    emit,
  }
}
