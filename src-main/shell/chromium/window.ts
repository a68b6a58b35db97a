import type { BrowserContext, Frame, Page, Route } from 'playwright-core'
import { type Result, windowOrigin } from '../../contract/wire.ts'
import type { OfficeLine } from '../office-client.ts'
import { servePage } from '../pages.ts'
import type { ShellParts } from '../shell.ts'
import { firmly, goFirmly, ignoreGone } from './firmly.ts'
import { type Ask, installBridge, pageOrigin, type Tell, tellPage } from './page-bridge.ts'
import { veil } from './veil.ts'

type WindowOptions = ShellParts & { readonly attended: boolean }

/** Makes the browser's first page ours: our files, our calls, and nothing else. */
export async function openWindow(context: BrowserContext, options: WindowOptions): Promise<Page> {
  const page = context.pages()[0] ?? (await context.waitForEvent('page'))
  context.on('page', (other) => {
    if (other !== page) closeStranger(other)
  })
  const lines = new Lines(page, options)
  await context.route('**', refuse)
  await page.route('**', (route) => answerRequest(route, page, options.pages, lines))
  await context.exposeBinding('lakanaAsk', ({ frame }, json: string) => lines.ask(frame, json))
  await context.addInitScript(installBridge, { origin: pageOrigin, language: options.language })
  if (options.attended) leaveQuestionsToThePerson(page, lines)
  await page.goto(`${pageOrigin}/`)
  await forgetHistory(page)
  return page
}

function closeStranger(page: Page): void {
  page.close().catch(ignoreGone)
}

/** Alt+Left would lead to the empty page, where nothing can be done, and to the addresses of before the lock. */
async function forgetHistory(page: Page): Promise<void> {
  await firmly(page, async () => {
    const session = await page.context().newCDPSession(page)
    try {
      await session.send('Page.resetNavigationHistory')
      const { entries } = await session.send('Page.getNavigationHistory')
      return entries.length === 1
    } finally {
      await session.detach()
    }
  })
}

/** For every page but ours. */
function refuse(route: Route): void {
  route.abort('blockedbyclient').catch(ignoreGone)
}

async function answerRequest(route: Route, page: Page, pages: string, lines: Lines): Promise<void> {
  const request = route.request()
  const url = new URL(request.url())
  const ours = url.origin === pageOrigin && request.method() === 'GET' && request.frame() === page.mainFrame()
  try {
    if (!ours) return refuse(route)
    if (request.isNavigationRequest()) lines.renew()
    const { status, headers, body } = await servePage(pages, url.pathname)
    await route.fulfill({ status, headers: { ...headers }, body })
  } catch (error) {
    ignoreGone(error)
  }
}

/** A dialog that nobody handles is answered by playwright; with a listener the browser shows it to the person. */
function leaveQuestionsToThePerson(page: Page, lines: Lines): void {
  page.on('dialog', (dialog) => {
    if (lines.locking) dialog.accept().catch(ignoreGone)
  })
}

/** The page's line to the office. Every document has its own, since each counts its ids from one. */
class Lines {
  readonly #page: Page
  readonly #options: WindowOptions
  #line: OfficeLine
  #replacing: Promise<void> = Promise.resolve()
  locking = false

  constructor(page: Page, options: WindowOptions) {
    this.#page = page
    this.#options = options
    this.#line = this.#open()
    page.once('close', () => this.#line.hangUp())
  }

  renew(): void {
    this.#line.hangUp()
    this.#line = this.#open()
  }

  async ask(frame: Frame, json: string): Promise<string> {
    const asked = JSON.parse(json) as Ask
    if (asked.kind === 'cancel') {
      this.#line.cancel(asked.id)
      return 'null'
    }
    const ours = frame === this.#page.mainFrame() && frame.url().startsWith(`${pageOrigin}/`)
    const sender = ours ? windowOrigin : 'elsewhere'
    const result: Result<unknown> = await this.#line.call(asked.id, asked.call, asked.input, sender, asked.from)
    return JSON.stringify(result)
  }

  #open(): OfficeLine {
    return this.#options.office.open({
      progress: (id, progress) => this.#tell({ kind: 'progress', id, progress }),
      event: (event) => {
        this.#tell({ kind: 'event', event })
        if (event.type === 'locked') this.#throwPageAway()
      },
    })
  }

  #tell(told: Tell): void {
    this.#page.evaluate(tellPage, told).catch(ignoreGone)
  }

  #throwPageAway(): void {
    this.#replacing = this.#replacing.then(async () => {
      this.locking = true
      try {
        await goFirmly(this.#page, veil)
        await goFirmly(this.#page, `${pageOrigin}/`)
        await forgetHistory(this.#page)
      } catch (error) {
        ignoreGone(error)
      } finally {
        this.locking = false
      }
    })
  }
}
