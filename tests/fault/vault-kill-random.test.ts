import { afterAll, beforeAll, expect, test } from 'vitest'
import { plainScript } from '../../config/plain-script.ts'
import { endFolderActViolently, folderActs, makeFolderModel } from '../support/folder-kill.ts'
import { acts, endViolently, makeWorld, type World } from '../support/kill-world.ts'
import { removeHome } from '../support/vault.ts'

/** `npm run kill` gives the full count. */
const times = Number(process.env['LAKANA_KILLS'] ?? 6)
/** Longer than any of the acts takes on an ordinary PC: some are killed after their end. */
const longestMs = Number(process.env['LAKANA_KILL_WITHIN_MS'] ?? 900)

let world: World
let folders = ''
beforeAll(async () => {
  await plainScript('tests/support/kill-child.ts', 'kill-child')
  await plainScript('tests/support/folder-child.ts', 'folder-child')
  world = await makeWorld()
  folders = await makeFolderModel()
})
afterAll(() => {
  removeHome(world.home)
  removeHome(folders)
})

test(`kill -9 at ${times} random moments of all acts of the vault`, { timeout: times * 60_000 }, async () => {
  const names = [...Object.keys(acts), ...folderActs]
  for (let turn = 0; turn < times; turn += 1) {
    const act = names[turn % names.length] ?? ''
    const after = Math.floor(Math.random() * longestMs)
    try {
      if (folderActs.includes(act)) await endFolderActViolently(folders, act, after)
      else await endViolently(world, act, after)
    } catch (error) {
      throw new Error(`${act}, killed after ${after} ms: ${error instanceof Error ? error.message : error}`)
    }
  }
  expect(times).toBeGreaterThan(0)
})
