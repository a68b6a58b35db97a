import { CaseLists } from '../store/cases.ts'
import { transmissionState } from '../store/peers.ts'
import { listsFor } from './access.ts'
import { caseItems } from './case-rows.ts'
import type { Handlers } from './context.ts'
import { waitingFor } from './openings.ts'
import { todayOf } from './today.ts'

export const homeHandlers: Handlers<'home.summary'> = {
  'home.summary': (_input, context, office) => {
    const lists = new CaseLists(office.db, listsFor(office))
    const today = todayOf(context.machine)
    const [unrated = 0, low = 0, medium = 0, high = 0] = lists.openByRisk()
    return {
      mine: lists.countsOf(office.person.id, today),
      office: { open: unrated + low + medium + high, high, medium, low, unrated },
      first: caseItems(lists.first(office.person.id, 50), office, today),
      transmission: transmissionState(office.db, office.ledger, office.self),
      openings: waitingFor(office),
    }
  },
}
