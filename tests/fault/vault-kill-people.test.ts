import { afterAll, beforeAll, describe, test } from 'vitest'
import { plainScript } from '../../config/plain-script.ts'
import { endViolently, makeWorld, type World } from '../support/kill-world.ts'
import { someMoments } from '../support/some-moments.ts'
import { removeHome } from '../support/vault.ts'

let world: World
beforeAll(async () => {
  await plainScript('tests/support/kill-child.ts', 'kill-child')
  world = await makeWorld()
})
afterAll(() => removeHome(world.home))

const writing = ['keyring.temp-written', 'keyring.previous-kept', 'keyring.renamed']
const named: Readonly<Record<string, readonly string[]>> = {
  'sign-in': ['open.counted', 'open.unlocked', 'open.settled'],
  'add-person': writing,
  'reset-person': writing,
  'remove-person': [
    'backup.copied',
    'backup.renamed',
    'rotation.copied',
    'rotation.sealed-anew',
    'rotation.checked',
    ...writing,
    'rotation.keyring-written',
    'rotation.file-replaced',
    ...writing.map((point) => `${point}#2`),
    'rotation.retired',
  ],
  migrate: ['migrate.before', 'migrate.after'],
  'recover-region': ['region.requested', ...writing],
}

describe('kill -9 at named moments: what opened still opens, what was acknowledged holds', () => {
  const cases = Object.entries(named).flatMap(([act, points]) => points.map((point) => [act, point] as const))
  test.each(someMoments(cases))('%s, at %s', (act, point) => endViolently(world, act, point))
})
