import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { playJourney, type Stage } from '../tests/support/journey/journey.ts'
import { OfficeWindow } from '../tests/support/journey/office-window.ts'
import { project } from './run.ts'
import { browserOrInstalled, buildWindow, openDisplay } from './window.ts'

/** Plays the main job in two real windows, two offices and a folder as the key between them. What it saw stays in demo-output/. */

const output = join(project, 'demo-output')
const began = performance.now()
let pictures = 0

function log(line: string): void {
  const text = `${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`
  console.log(text)
  appendFileSync(join(output, 'demo.log'), `${text}\n`)
}

async function look(window: OfficeWindow, name: string): Promise<void> {
  pictures += 1
  const file = `${String(pictures).padStart(2, '0')}-${window.name}-${name}.png`
  await window.page.screenshot({ path: join(output, file) })
}

async function step<T>(window: OfficeWindow, title: string, work: () => Promise<T>): Promise<T> {
  log(title)
  await window.page.bringToFront()
  return work()
}

async function play(windows: Pick<Stage, 'district' | 'region'>): Promise<void> {
  try {
    await playJourney({ ...windows, step, look })
  } catch (error) {
    for (const window of Object.values(windows)) await look(window, 'failed').catch(() => undefined)
    throw error
  }
  for (const { name, faults } of Object.values(windows)) {
    if (faults.length > 0) throw new Error(`the page of the ${name} complains: ${faults.join('; ')}`)
  }
}

function keep(key: string): void {
  const bundles = readdirSync(key, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.lkb'))
  for (const file of bundles) copyFileSync(join(key, file), join(output, file.replaceAll(/[\\/]/g, '-')))
  log(`Left in demo-output: ${bundles.length} bundles, ${pictures} pictures.`)
}

async function demo(): Promise<void> {
  const { values } = parseArgs({ options: { lang: { type: 'string', default: 'fr' } } })
  const language = values.lang === 'en' ? 'en' : 'fr'
  if (!buildWindow()) throw new Error('the window could not be built')
  const browser = browserOrInstalled()
  if (!browser) throw new Error('neither Chromium, Chrome nor Edge was found: install one of them')
  const display = await openDisplay()
  const folder = mkdtempSync(join(tmpdir(), 'lakana-demo-'))
  const key = join(folder, 'LAKANA')
  mkdirSync(key)
  const opening = { key, language, headless: !display.there, browser } as const
  const open: OfficeWindow[] = []
  const openOffice = async (name: 'district' | 'region'): Promise<OfficeWindow> => {
    const window = await OfficeWindow.open({ ...opening, name, home: join(folder, name) })
    open.push(window)
    return window
  }
  try {
    await play({ district: await openOffice('district'), region: await openOffice('region') })
    log('The whole journey is done.')
  } finally {
    keep(key)
    for (const window of open) await window.close()
    display.server?.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

rmSync(output, { recursive: true, force: true })
mkdirSync(output, { recursive: true })
try {
  await demo()
} catch (error) {
  log(`FAILED: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
