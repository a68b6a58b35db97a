import { setTimeout as pause } from 'node:timers/promises'
import { errors, type Page } from 'playwright-core'

const firmMs = 10_000
/** Within which the page is another, or the call is made again: all that is waited for is the page's beginning, however slow the PC is to draw it. */
const tryMs = 2000
const pauseMs = 50

/**
 * Does what is asked of a page until it is done, whatever the page does meanwhile. It throws itself away at the lock too: its own reload may overtake us,
 * on a busy PC several times, or swallow the call, which then gets no answer; and must not have the last word.
 */
export async function firmly(page: Pick<Page, 'isClosed'>, isDone: () => Promise<boolean>): Promise<void> {
  for (const until = performance.now() + firmMs; performance.now() < until; await pause(pauseMs)) {
    try {
      if (await isDone()) return
    } catch (error) {
      if (!(error instanceof errors.TimeoutError)) ignoreGone(error)
    }
    if (page.isClosed()) return
  }
  throw new Error('the page does not give way')
}

export async function goFirmly(page: Pick<Page, 'goto' | 'isClosed'>, url: string): Promise<void> {
  await firmly(page, async () => {
    await page.goto(url, { timeout: tryMs, waitUntil: 'commit' })
    return true
  })
}

/** A page that is being replaced or closed has no ears: playwright says so by one of these. The name of what was called is not what it says. */
export function ignoreGone(error: unknown): void {
  const gone =
    /closed|destroyed|detached|navigat|interrupted|ERR_ABORTED|not an object|no object|already handled|not attached|cannot be pruned|no (session|target) with given id/i
  if (!(error instanceof Error && gone.test(error.message.replace(/\(\w+\.\w+\)/, '')))) throw error
}
