import { typesetAll, typesetEnglish } from '../../../src-main/domain/forms/typeset.ts'
import type { Dictionary } from '../fr/index.ts'
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

type English = { [Area in keyof Dictionary]: Record<keyof Dictionary[Area], string> }

export const en: English = {
  backups: typesetAll(backups, typesetEnglish),
  board: typesetAll(board, typesetEnglish),
  cases: typesetAll(cases, typesetEnglish),
  common: typesetAll(common, typesetEnglish),
  entering: typesetAll(entering, typesetEnglish),
  erasures: typesetAll(erasures, typesetEnglish),
  errors: typesetAll(errors, typesetEnglish),
  exchange: typesetAll(exchange, typesetEnglish),
  forms: typesetAll(forms, typesetEnglish),
  help: typesetAll(help, typesetEnglish),
  home: typesetAll(home, typesetEnglish),
  lists: typesetAll(lists, typesetEnglish),
  log: typesetAll(log, typesetEnglish),
  openings: typesetAll(openings, typesetEnglish),
  pcs: typesetAll(pcs, typesetEnglish),
  people: typesetAll(people, typesetEnglish),
  review: typesetAll(review, typesetEnglish),
  machine: typesetAll(machine, typesetEnglish),
  roles: typesetAll(roles, typesetEnglish),
  settings: typesetAll(settings, typesetEnglish),
  setup: typesetAll(setup, typesetEnglish),
  teams: typesetAll(teams, typesetEnglish),
  referrals: typesetAll(referrals, typesetEnglish),
  transfers: typesetAll(transfers, typesetEnglish),
  words: typesetAll(words, typesetEnglish),
}
