import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { plainScript } from '../../config/plain-script.ts'
import { endFolderActViolently, makeFolderModel } from '../support/folder-kill.ts'
import { someMoments } from '../support/some-moments.ts'

let model = ''
beforeAll(async () => {
  await plainScript('tests/support/folder-child.ts', 'folder-child')
  model = await makeFolderModel()
})
afterAll(() => rmSync(model, { recursive: true, force: true }))

const switching = ['switch.written', 'switch.kept', 'switch.database', 'switch.kept#2', 'switch.keyring', 'switch.done']
const replacing = ['restore.staged', 'restore.prepared', 'restore.verified', ...switching]
const named: Readonly<Record<string, readonly string[]>> = {
  'backup-beside': ['backup.started', 'backup.copied', 'backup.verified', 'backup.renamed', 'backup.rotated'],
  'to-key': ['key.copied', 'key.verified', 'key.renamed'],
  restore: replacing,
  salvage: replacing,
  'move-out': ['move.begun', 'move.copied', 'move.renamed', 'move.sealed'],
  'move-in': ['restore.verified', ...switching],
}

describe('kill -9 at named moments: the office opens, old or new, and a photo is where it was', () => {
  const cases = Object.entries(named).flatMap(([act, points]) => points.map((point) => [act, point] as const))
  test.each(someMoments(cases))('%s, at %s', (act, point) => endFolderActViolently(model, act, point))
})
