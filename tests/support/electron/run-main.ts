/**
 * Runs a built main bundle in a process of its own, with Electron's module replaced: `node run-main.ts APP RESOURCES [option]...`.
 * Does what a person would, and prints what happened as JSON.
 */
import { createRequire, registerHooks } from 'node:module'
import { join } from 'node:path'
import type { WindowBridge } from '../../../src-main/contract/wire.ts'

const standIn = new URL('stand-in.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
})
const { app, happened, ownFrame, powerMonitor, StandInWindow } = await import('./stand-in.ts')

const [folder = '', resources = '', ...options] = process.argv.slice(2)
process.argv.splice(1, process.argv.length, folder, ...options)
Object.assign(process, { resourcesPath: resources })
app.folder = folder
const ended = new Promise<number>((done) => app.on('exit', done))
createRequire(import.meta.url)(join(folder, '.vite', 'build', 'main.cjs'))

async function until(what: () => boolean): Promise<void> {
  while (!what()) await new Promise((again) => setTimeout(again, 10))
}
const times = (word: string): number => happened.filter((each) => each === word).length

await until(() => times('page loaded') === 1)
const [window] = StandInWindow.all
if (!window) throw new Error('no window')
const contents = window.webContents
const bridge = (): WindowBridge => contents.world?.lakana as WindowBridge
const page = { status: contents.page?.status, policy: contents.page?.headers.get('content-security-policy') }
const first = await bridge().call(1, 'setup.status', {})
const foreign = await contents.invoke(
  'lakana:ask',
  JSON.stringify({ kind: 'call', id: 2, call: 'setup.status', input: {} }),
  { parent: ownFrame, url: 'app://lakana/' },
)
const made = await bridge().call(3, 'setup.createOffice', {
  name: 'Action sociale de Boulsa',
  code: 'BLS',
  level: 'district',
  place: 'BF490101',
  headers: [],
  person: { name: 'Awa Sawadogo', signIn: 'awa' },
  training: { date: '2026-11-02', trainer: 'Point focal', module: 'Lakana' },
  password: 'un long mot de passe pour essayer',
  language: 'fr',
})
const open = await bridge().call(4, 'setup.status', {})
powerMonitor.emit('lock-screen')
await until(() => times('page loaded') === 2)
const locked = await bridge().call(1, 'setup.status', {})
app.emit('second-instance')
window.close()
const code = await ended
const language = bridge().language
const frozen = Object.isFrozen(bridge())
console.log(
  JSON.stringify({
    page,
    first,
    foreign: JSON.parse(String(foreign)),
    made,
    open,
    locked,
    language,
    frozen,
    happened,
    code,
    paths: [...app.paths],
  }),
)
process.exit(0)
