import type { CallInput, CallName, CallOutput } from '../../src-main/contract/index.ts'
import { windowOrigin } from '../../src-main/contract/wire.ts'
import { type OfficeClient, startOffice } from '../../src-main/shell/office-client.ts'
import { password, signIn } from './homes.ts'

/** The office in its worker thread, asked as the window asks it. */
export class BenchClient {
  readonly #client: OfficeClient
  readonly #line
  #id = 0

  private constructor(home: string) {
    this.#client = startOffice({
      worker: new URL('../../src-main/office-worker.ts', import.meta.url),
      home,
      language: 'fr',
      drives: [],
    })
    this.#line = this.#client.open({ progress: () => undefined, event: () => undefined })
  }

  static async locked(home: string): Promise<BenchClient> {
    const client = new BenchClient(home)
    await client.call('setup.status', {})
    return client
  }

  static async signedIn(home: string): Promise<BenchClient> {
    const client = await BenchClient.locked(home)
    await client.signIn()
    return client
  }

  async signIn(): Promise<void> {
    await this.call('session.signIn', { signIn, password })
  }

  async call<N extends CallName>(name: N, input: CallInput<N>, from?: string): Promise<CallOutput<N>> {
    this.#id += 1
    const result = await this.#line.call(this.#id, name, input, windowOrigin, from)
    if (!result.ok) throw new Error(`${name}: ${result.error.code} ${JSON.stringify(result.error.details)}`)
    return result.value as CallOutput<N>
  }

  close(): Promise<void> {
    return this.#client.close(60_000)
  }
}
