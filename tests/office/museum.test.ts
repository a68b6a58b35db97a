import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readSteps } from '../../src-main/store/migrate.ts'
import type { Exhibit } from '../museum/exhibit.ts'
import { TestOffice } from '../support/office.ts'

const museum = fileURLToPath(new URL('../museum/', import.meta.url))
const folders = readdirSync(museum, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []))

test('there is something in the museum, and it is small', () => {
  expect(folders.length).toBeGreaterThan(0)
  const files = readdirSync(museum, { recursive: true, encoding: 'utf8' }).map((name) => statSync(join(museum, name)))
  expect(files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0)).toBeLessThan(folders.length * 600_000)
})

test.each(folders)('%s: its database is brought up to date and read, its bundle is taken', async (folder) => {
  const exhibit = JSON.parse(readFileSync(join(museum, folder, 'exhibit.json'), 'utf8')) as Exhibit
  const { signIn, password, bundle, held, coming } = exhibit
  const home = mkdtempSync(join(tmpdir(), 'lakana-museum-'))
  for (const file of ['office.db', 'keyring.json']) cpSync(join(museum, folder, file), join(home, file))
  const region = new TestOffice({ home, now: () => new Date(exhibit.at) })
  try {
    const steps: string[] = []
    const opened = await region.raw(
      'session.signIn',
      { signIn, password },
      { progress: ({ step, done, total }) => steps.push(`${step} ${done} ${total}`) },
    )
    expect(opened.ok).toBe(true)
    const older = readSteps().some(({ number }) => number > exhibit.schema)
    const saved = (await region.call('backups.list', {})).some(({ reason }) => reason === 'before-migration')
    expect(saved).toBe(older)
    // A file of years takes minutes: whoever opens it is told how far it is.
    const todo = readSteps().filter(({ number }) => number > exhibit.schema).length
    expect(steps).toEqual(
      older ? ['saving 0 null', ...Array.from({ length: todo }, (_each, done) => `updating ${done} ${todo}`)] : [],
    )
    const read = await region.call('cases.get', { id: held.id })
    expect(JSON.stringify(read)).toContain(held.familyName)
    const { results } = await region.call('exchange.import', { path: join(museum, folder), files: [bundle] })
    expect(results).toMatchObject([{ outcome: 'applied', error: null, counts: { newCases: 1 } }])
    const { items } = await region.call('cases.search', { text: coming.code, limit: 5 })
    expect(items).toMatchObject([{ id: coming.id, familyName: coming.familyName }])
  } finally {
    await region.close()
    rmSync(home, { recursive: true, force: true })
  }
})
