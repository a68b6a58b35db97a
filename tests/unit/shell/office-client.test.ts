import { afterEach, expect, test } from 'vitest'
import type { OfficeEvent, Progress } from '../../../src-main/contract/wire.ts'
import { type OfficeClient, startOffice, type WindowEars } from '../../../src-main/shell/office-client.ts'

const worker = new URL('../../support/echo-worker.ts', import.meta.url)
let office: OfficeClient | null = null

function start(): OfficeClient {
  office = startOffice({ worker, home: '/nowhere', language: 'fr', drives: ['/key'] })
  return office
}

function ears() {
  const events: OfficeEvent[] = []
  const progress: [number, Progress][] = []
  const listening: WindowEars = { event: (event) => events.push(event), progress: (...told) => progress.push(told) }
  return { ...listening, events, heard: progress }
}

afterEach(async () => {
  await office?.close()
  office = null
})

test('a call goes to the worker with its sender and comes back', async () => {
  const line = start().open(ears())
  const result = await line.call(7, 'cases.list', { text: 'Ouédraogo' }, 'app://lakana')
  expect(result).toMatchObject({
    ok: true,
    value: {
      call: 'cases.list',
      input: { text: 'Ouédraogo' },
      sender: 'app://lakana',
      home: '/nowhere',
      drives: ['/key'],
    },
  })
})

test('two windows with the same ids never meet', async () => {
  const client = start()
  const [first, second] = [ears(), ears()]
  const [one, two] = [client.open(first), client.open(second)]
  const answers = await Promise.all([one.call(1, 'test.count', 3, ''), two.call(1, 'test.count', 2, '')])
  expect(answers).toEqual([
    { ok: true, value: 3 },
    { ok: true, value: 2 },
  ])
  expect(first.heard.map(([id, { done, total }]) => [id, done, total])).toEqual([
    [1, 1, 3],
    [1, 2, 3],
    [1, 3, 3],
  ])
  expect(second.heard).toHaveLength(2)
})

test('a busy worker is cancelled through the shared flags', async () => {
  const listening = ears()
  const line = start().open(listening)
  const spinning = line.call(5, 'test.spin', null, '')
  await expect.poll(() => listening.heard.length).toBe(1)
  line.cancel(5)
  expect(await spinning).toEqual({ ok: false, error: { code: 'call.cancelled', details: {} } })
  line.cancel(5)
  line.cancel(99)
  expect(await line.call(6, 'echo', null, '')).toMatchObject({ ok: true, value: { cancelled: 1 } })
})

test.each(['test.crash', 'test.exit'])(
  'a worker that falls (%s) answers every call, locks, and comes back',
  async (fall) => {
    const listening = ears()
    const line = start().open(listening)
    const waiting = line.call(1, 'test.never', null, '')
    const falling = line.call(2, fall, null, '')
    const internal = { ok: false, error: { code: 'call.internal', details: {} } }
    expect(await Promise.all([waiting, falling])).toEqual([internal, internal])
    expect(listening.events).toEqual([{ type: 'locked', reason: 'window' }])
    expect(await line.call(3, 'echo', 'again', '')).toMatchObject({ ok: true, value: { input: 'again' } })
  },
)

test('what cannot cross is an answer, not an exception', async () => {
  const line = start().open(ears())
  expect(await line.call(1, 'echo', () => 1, '')).toEqual({ ok: false, error: { code: 'call.input', details: {} } })
})

test('locking reaches every window but those that hung up, and cancels what they waited for', async () => {
  const client = start()
  const [stays, leaves] = [ears(), ears()]
  client.open(stays)
  const line = client.open(leaves)
  const spinning = line.call(1, 'test.spin', null, '')
  await expect.poll(() => leaves.heard.length).toBe(1)
  line.hangUp()
  expect(await spinning).toMatchObject({ ok: false, error: { code: 'call.cancelled' } })
  await client.lock('suspend')
  await expect.poll(() => stays.events).toEqual([{ type: 'locked', reason: 'suspend' }])
  expect(leaves.events).toEqual([])
})

test('closing answers what is left and refuses more', async () => {
  const client = start()
  const line = client.open(ears())
  const waiting = line.call(1, 'test.never', null, '')
  await client.close()
  expect(await waiting).toMatchObject({ ok: false, error: { code: 'call.internal' } })
  expect(await line.call(2, 'echo', null, '')).toMatchObject({ ok: false, error: { code: 'call.internal' } })
})
