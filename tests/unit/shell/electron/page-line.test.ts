import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askChannel } from '../../../../src-main/shell/electron/channels.ts'
import { PageLine } from '../../../../src-main/shell/electron/page-line.ts'
import { type OfficeClient, startOffice } from '../../../../src-main/shell/office-client.ts'
import { newEvent, ownFrame, StandInContents, StandInSession } from '../../../support/electron/stand-in.ts'

const worker = new URL('../../../support/echo-worker.ts', import.meta.url)
let office: OfficeClient
let contents: StandInContents
let page: PageLine
const giveUp = vi.fn()

beforeEach(async () => {
  giveUp.mockClear()
  office = startOffice({ worker, home: '/nowhere', language: 'fr', drives: [] })
  contents = new StandInContents({ session: new StandInSession('test'), preload: '', additionalArguments: [] })
  page = new PageLine(contents as unknown as ConstructorParameters<typeof PageLine>[0], office, giveUp)
  await page.load()
})
afterEach(() => office.close())

const ask = async (said: unknown, frame: unknown = ownFrame): Promise<unknown> =>
  JSON.parse(String(await contents.invoke(askChannel, typeof said === 'string' ? said : JSON.stringify(said), frame)))
const call = { kind: 'call', id: 1, call: 'test.echo', input: { name: 'Ouédraogo' } }

test('a call of our page carries our address', async () => {
  expect(await ask(call)).toMatchObject({ ok: true, value: { sender: 'app://lakana', input: { name: 'Ouédraogo' } } })
})

test.each([
  ['a frame within the page', { parent: {}, url: 'app://lakana/' }],
  ['another page', { parent: null, url: 'https://example.com/' }],
  ['a page whose name begins like ours', { parent: null, url: 'app://lakana.example/' }],
  ['a frame that has gone', null],
])('%s does not', async (_who, frame) => {
  expect(await ask(call, frame)).toMatchObject({ ok: true, value: { sender: 'elsewhere' } })
})

test.each([
  '{',
  '7',
  'null',
  '{"kind":"call"}',
  '{"kind":"call","id":"1","call":"a"}',
  '{"kind":"call","id":1,"call":7}',
])('what is no call is refused: %s', async (said) => {
  expect(await ask(said)).toEqual({ ok: false, error: { code: 'call.input', details: {} } })
})

test('only our page may cancel', async () => {
  const spinning = ask({ ...call, id: 5, call: 'test.spin', input: null })
  await ask({ kind: 'cancel', id: 5 }, { parent: {}, url: 'app://lakana/' })
  await ask({ kind: 'cancel', id: 5 })
  expect(await spinning).toMatchObject({ ok: false, error: { code: 'call.cancelled' } })
})

test('a lock ends the page and brings a new one, which has its own calls', async () => {
  const ended = vi.fn()
  contents.on('render-process-gone', ended)
  const loads = vi.spyOn(contents, 'loadURL')
  await office.lock('idle')
  await vi.waitFor(() => expect(loads).toHaveBeenCalledTimes(1))
  expect(ended).toHaveBeenCalledTimes(1)
  expect(giveUp).not.toHaveBeenCalled()
  expect(await ask(call)).toMatchObject({ ok: true })
})

test('a page that dies is brought back, its office locked; one that dies again and again is not', async () => {
  const locked = vi.spyOn(office, 'lock')
  for (let death = 0; death < 4; death += 1) {
    contents.world = null
    contents.emit('render-process-gone', newEvent())
    if (death < 3) await vi.waitFor(() => expect(contents.world).not.toBeNull())
  }
  expect(locked).toHaveBeenCalledTimes(3)
  expect(giveUp).toHaveBeenCalledTimes(1)
})
