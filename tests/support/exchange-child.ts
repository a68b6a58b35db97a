/**
 * `node exchange-child.ts import HOME BUNDLE`, `… export HOME FOLDER` or `… save HOME`: works on a desk's file until it is killed. Prints `ready`, then a line for
 * everything that is acknowledged.
 */
import { readSelf } from '../../src-main/store/self.ts'
import { Desk, openDeskFile } from './desk.ts'

const [action, home = '', where = ''] = process.argv.slice(2)
const say = (word: string) => process.stdout.write(`${word}\n`)
const db = openDeskFile(home)
const self = readSelf(db)
if (!self) throw new Error('no desk')
const desk = new Desk(home, db, self)

say('ready')
if (action === 'import') {
  const { outcome } = await desk.take(where)
  say(outcome)
} else if (action === 'export') {
  const { file } = await desk.send(where)
  say(file)
} else {
  for (;;) {
    desk.child('Ouédraogo', 20)
    say(String(desk.ledger.versionVector()[self.replica]))
    await new Promise((resolve) => setImmediate(resolve))
  }
}
