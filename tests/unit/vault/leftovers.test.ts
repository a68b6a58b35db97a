import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { removeLeftovers } from '../../../src-main/vault/backup-place.ts'

/** Writes in this folder as long as it lives, as the thread that checks a copy does. */
const writing = `
  const { mkdirSync, writeFileSync } = require('node:fs')
  const { workerData, parentPort } = require('node:worker_threads')
  for (let n = 0; ; n += 1) {
    try {
      mkdirSync(workerData, { recursive: true })
      writeFileSync(workerData + '/' + n % 50, 'x')
    } catch (error) {
      // Removed in between.
      if (error.code !== 'ENOENT') throw error
    }
    if (n === 100) parentPort.postMessage('writing')
  }`

test('a copy that a thread still writes in does not keep the next backup from being made; it goes with a later one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lakana-backups-'))
  const part = join(folder, '.part-2026-11-27T0800-daily-abcdef')
  mkdirSync(part)
  const thread = new Worker(writing, { eval: true, workerData: part })
  await new Promise((done) => thread.once('message', done))
  for (let time = 0; time < 20; time += 1) expect(() => removeLeftovers(folder)).not.toThrow()
  await thread.terminate()
  removeLeftovers(folder)
  expect(existsSync(part)).toBe(false)
  rmSync(folder, { recursive: true })
})
