import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Level } from '../../src-main/contract/common.ts'
import type { ErrorCode, ErrorDetails } from '../../src-main/contract/errors.ts'
import type { Drive } from '../../src-main/contract/exchange.ts'
import { type CallInput, type CallName, type CallOutput, contract } from '../../src-main/contract/index.ts'
import { type OfficeEvent, type Progress, type Result, windowOrigin } from '../../src-main/contract/wire.ts'
import { Office } from '../../src-main/office/office.ts'
import { acceptConduct, cheapKdf, someOffice, testPassword, trainedBefore } from './some-office.ts'

export { acceptConduct, cheapKdf, someOffice, testPassword, trainedBefore }

export class CallFailed extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(call: string, error: { code: ErrorCode; details: ErrorDetails }) {
    super(`${call}: ${error.code} ${JSON.stringify(error.details)}`)
    this.code = error.code
    this.details = error.details
  }
}

export interface TestOfficeOptions {
  readonly home?: string
  readonly now?: () => Date
  readonly drives?: () => Drive[]
  readonly monotonic?: () => number
  readonly machineId?: () => string | null
}

/** A real office on a real vault in a temporary folder, asked as the window asks. Every answer is held against the contract. */
export class TestOffice {
  readonly home: string
  readonly events: OfficeEvent[] = []
  readonly office: Office
  #own: boolean

  constructor(options: TestOfficeOptions = {}) {
    this.#own = options.home === undefined
    this.home = options.home ?? mkdtempSync(join(tmpdir(), 'lakana-test-'))
    this.office = new Office(
      {
        home: this.home,
        version: 'test',
        now: options.now ?? (() => new Date()),
        listDrives: async () => options.drives?.() ?? [],
        kdf: cheapKdf,
        ...(options.monotonic ? { monotonic: options.monotonic } : {}),
        machineId: async () => options.machineId?.() ?? null,
        checkThread: new URL('../../.cache/threads/check-thread.mjs', import.meta.url),
      },
      (event) => this.events.push(event),
    )
  }

  raw(
    call: string,
    input: unknown,
    more: { sender?: string; from?: string; progress?: (p: Progress) => void; cancelled?: () => boolean } = {},
  ): Promise<Result<unknown>> {
    return this.office.ask({ call, input, sender: windowOrigin, ...more })
  }

  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const result = await this.raw(name, input)
    if (!result.ok) throw new CallFailed(name, result.error)
    return contract[name].output.parse(result.value) as CallOutput<N>
  }

  async close(): Promise<void> {
    await this.office.close()
    if (this.#own) rmSync(this.home, { recursive: true, force: true })
  }
}

export interface NewTestOffice extends TestOfficeOptions {
  readonly level?: Level
  readonly code?: string
  readonly name?: string
  readonly place?: string
  readonly person?: { readonly name: string; readonly signIn: string }
  /** Day near the training of the first person, where it is not that of the clock. */
  readonly trained?: Date
}

const someRegion = {
  ...someOffice,
  name: 'Direction régionale du Kuilsé',
  code: 'KUI',
  level: 'region',
  place: 'BF490304',
} as const

/** An office just created and signed in, its undertaking accepted. */
export async function newTestOffice(options: NewTestOffice = {}): Promise<TestOffice & { recoveryCode: string }> {
  const { level = 'district', code, name, place, person, trained, ...rest } = options
  const base = level === 'district' ? someOffice : someRegion
  const office = new TestOffice(rest)
  const sheet = await office.call('setup.createOffice', {
    ...base,
    level,
    training: trainedBefore(trained ?? rest.now?.() ?? new Date()),
    ...(code === undefined ? {} : { code }),
    ...(name === undefined ? {} : { name }),
    ...(place === undefined ? {} : { place }),
    ...(person === undefined ? {} : { person }),
  })
  await acceptConduct((call, input) => office.call(call, input))
  return Object.assign(office, { recoveryCode: sheet.code })
}
