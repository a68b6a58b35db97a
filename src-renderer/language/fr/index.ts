import { typesetAll, typesetFrench } from '../../../src-main/domain/forms/typeset.ts'
import { backups } from './backups.ts'
import { board } from './board.ts'
import { cases } from './cases.ts'
import { common } from './common.ts'
import { entering } from './entering.ts'
import { erasures } from './erasures.ts'
import { errors } from './errors.ts'
import { exchange } from './exchange.ts'
import { forms } from './forms.ts'
import { help } from './help.ts'
import { home } from './home.ts'
import { lists } from './lists.ts'
import { log } from './log.ts'
import { machine } from './machine.ts'
import { openings } from './openings.ts'
import { pcs } from './pcs.ts'
import { people } from './people.ts'
import { referrals } from './referrals.ts'
import { review } from './review.ts'
import { roles } from './roles.ts'
import { settings } from './settings.ts'
import { setup } from './setup.ts'
import { teams } from './teams.ts'
import { transfers } from './transfers.ts'
import { words } from './words.ts'

const written = {
  backups,
  board,
  cases,
  common,
  entering,
  erasures,
  errors,
  exchange,
  forms,
  help,
  home,
  lists,
  log,
  machine,
  openings,
  pcs,
  people,
  review,
  roles,
  settings,
  setup,
  teams,
  referrals,
  transfers,
  words,
}
export type Dictionary = typeof written

/** French is written first; English holds the same keys, or does not compile. */
export const fr: Dictionary = {
  backups: typesetAll(backups, typesetFrench),
  board: typesetAll(board, typesetFrench),
  cases: typesetAll(cases, typesetFrench),
  common: typesetAll(common, typesetFrench),
  entering: typesetAll(entering, typesetFrench),
  erasures: typesetAll(erasures, typesetFrench),
  errors: typesetAll(errors, typesetFrench),
  exchange: typesetAll(exchange, typesetFrench),
  forms: typesetAll(forms, typesetFrench),
  help: typesetAll(help, typesetFrench),
  home: typesetAll(home, typesetFrench),
  lists: typesetAll(lists, typesetFrench),
  log: typesetAll(log, typesetFrench),
  openings: typesetAll(openings, typesetFrench),
  pcs: typesetAll(pcs, typesetFrench),
  people: typesetAll(people, typesetFrench),
  review: typesetAll(review, typesetFrench),
  machine: typesetAll(machine, typesetFrench),
  settings: typesetAll(settings, typesetFrench),
  setup: typesetAll(setup, typesetFrench),
  roles: typesetAll(roles, typesetFrench),
  teams: typesetAll(teams, typesetFrench),
  referrals: typesetAll(referrals, typesetFrench),
  transfers: typesetAll(transfers, typesetFrench),
  words: typesetAll(words, typesetFrench),
}
