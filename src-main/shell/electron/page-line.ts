import type { IpcMainInvokeEvent, WebContents } from 'electron'
import { type Result, windowOrigin } from '../../contract/wire.ts'
import type { OfficeClient, OfficeLine } from '../office-client.ts'
import { askChannel, readAsk, startAddress, type Tell, tellChannel } from './channels.ts'

const notAnAsk: Result<unknown> = { ok: false, error: { code: 'call.input', details: {} } }

/** A page that dies more often than this within a minute is not brought back. */
const mostDeaths = 3
const deathsCountMs = 60_000

/** One page, its line to the office, and its end when the office is locked. */
export class PageLine {
  readonly #contents: WebContents
  readonly #office: OfficeClient
  readonly #giveUp: () => void
  #line: OfficeLine
  #throwing = false
  #deaths: number[] = []

  /** @param giveUp called when the page cannot be kept alive. */
  constructor(contents: WebContents, office: OfficeClient, giveUp: () => void) {
    this.#contents = contents
    this.#office = office
    this.#giveUp = giveUp
    this.#line = this.#open()
    contents.ipc.handle(askChannel, (event, json: unknown) => this.#ask(event, json))
    // Every document counts its calls from one, so each has its own line.
    contents.on('did-start-navigation', ({ isMainFrame, isSameDocument, url }) => {
      if (isMainFrame && !isSameDocument && url.startsWith(startAddress)) this.#renew()
    })
    contents.on('render-process-gone', () => this.#died())
    // The addresses of pages hold what was searched for.
    contents.on('did-finish-load', () => contents.navigationHistory.clear())
  }

  async load(): Promise<void> {
    try {
      await this.#contents.loadURL(startAddress)
    } catch (error) {
      if (!isAborted(error)) throw error
    }
  }

  hangUp(): void {
    this.#line.hangUp()
  }

  async #ask(event: IpcMainInvokeEvent, json: unknown): Promise<string> {
    const asked = readAsk(json)
    if (!asked) return JSON.stringify(notAnAsk)
    const sender = isOurs(event) ? windowOrigin : 'elsewhere'
    if (asked.kind === 'call') {
      return JSON.stringify(await this.#line.call(asked.id, asked.call, asked.input, sender, asked.from))
    }
    if (sender === windowOrigin) this.#line.cancel(asked.id)
    return 'null'
  }

  #open(): OfficeLine {
    return this.#office.open({
      progress: (id, progress) => this.#tell({ kind: 'progress', id, progress }),
      event: (event) => {
        this.#tell({ kind: 'event', event })
        if (event.type === 'locked') this.#throwPageAway()
      },
    })
  }

  #renew(): void {
    this.#line.hangUp()
    this.#line = this.#open()
  }

  #tell(told: Tell): void {
    if (!this.#contents.isDestroyed() && !this.#contents.isCrashed()) this.#contents.send(tellChannel, told)
  }

  /** Ends the page's process, and with it all that it had in memory; the next page begins in a new one. */
  #throwPageAway(): void {
    if (this.#contents.isDestroyed()) return
    if (!this.#contents.isCrashed()) {
      this.#throwing = true
      this.#contents.forcefullyCrashRenderer()
    }
    void this.load()
  }

  #died(): void {
    if (this.#throwing) {
      this.#throwing = false
      return
    }
    const now = Date.now()
    this.#deaths = [...this.#deaths.filter((at) => now - at < deathsCountMs), now]
    if (this.#deaths.length > mostDeaths) this.#giveUp()
    else void this.#office.lock('window').then(() => this.load())
  }
}

/** The shell looks itself where a call comes from: the page's own word counts for nothing. */
function isOurs({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.url.startsWith(startAddress)
}

/** Electron's way to say that another load has taken this one's place. */
function isAborted(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_ABORTED'
}
