import { basename, dirname, join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import { logAccess } from '../store/access-log.ts'
import { writeSetting } from '../store/settings.ts'
import { findMoved } from '../vault/move.ts'
import { selfTests } from '../vault/self-test.ts'
import { checkHealth, machineMark } from './beside.ts'
import { sayDay } from './clock.ts'
import type { Handlers, OfficeContext } from './context.ts'
import { writeDiagnostic } from './diagnostic.ts'
import { renewIdentity } from './identity.ts'
import { aboutOf } from './machine-facts.ts'
import { moveOffice, takeOffice, undoMove } from './moving.ts'
import { timeOf, todayOf } from './today.ts'

type MachineCall =
  | 'machine.about'
  | 'machine.setClock'
  | 'machine.selfTest'
  | 'machine.check'
  | 'machine.diagnose'
  | 'machine.moveOut'
  | 'machine.findMoved'
  | 'machine.moveIn'
  | 'machine.undoMove'
  | 'machine.adopt'

export const machineHandlers: Handlers<MachineCall> = {
  'machine.about': (_input, context, office) => aboutOf(context, office),
  'machine.setClock': ({ day }, context, office) => {
    sayDay(context, office.db, day)
    office.ledger.redraw()
    return { today: todayOf(context.machine) }
  },
  'machine.selfTest': () => selfTests(),
  'machine.check': async (_input, context) => {
    const sound = await checkHealth(context)
    await context.inTurn(() => noteCheck(context, sound))
    return { sound }
  },
  'machine.diagnose': ({ path }, context, office) => writeDiagnostic(context, office, path),
  'machine.moveOut': (input, context, office, work) => moveOffice(context, office, input, work),
  'machine.findMoved': async (_input, { machine }) => {
    const drives = await machine.listDrives()
    return drives.flatMap(({ path, label }) =>
      findMoved(path).map(({ folder, list, taken }) => ({
        path,
        label,
        folder: basename(folder),
        office: list.office,
        at: list.at,
        bytes: list.files.reduce((sum, { bytes }) => sum + bytes, 0),
        taken,
      })),
    )
  },
  'machine.moveIn': async ({ path, folder }, context, _office, work) => {
    const plugged = (await context.machine.listDrives()).find((drive) => drive.path === path)
    const found = plugged && findMoved(plugged.path).find((each) => basename(each.folder) === folder)
    if (!found) throw new LakanaError('backup.not-found')
    await takeOffice(context, join(dirname(found.folder), folder), work)
    return {}
  },
  'machine.undoMove': async (input, context) => {
    await undoMove(context, input)
    return {}
  },
  'machine.adopt': async (_input, context, office) => {
    const { held } = context
    if (held !== 'other-machine' && held !== 'revoked') return {}
    const mark = await machineMark(context)
    office.db.pragma('query_only=OFF')
    context.held = null
    await renewIdentity(context, office, held)
    if (mark !== null) writeSetting(office.db, 'machine', mark)
    context.emit({ type: 'changed' })
    return {}
  },
}

function noteCheck({ open, held, machine }: OfficeContext, sound: boolean): void {
  if (!open || held !== null) return
  logAccess(open.db, { at: timeOf(machine), person: open.person.id, act: 'system.check', details: { sound } })
}
