import { setTimeout as pause } from 'node:timers/promises'
import { errors, type Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { firmly, goFirmly, ignoreGone } from '../../../../src-main/shell/chromium/firmly.ts'

/** A page whose own reload overtakes so many calls. */
function overtaking(times: number, closed = false) {
  const asked: string[] = []
  const goto = async (url: string): Promise<null> => {
    asked.push(url)
    if (asked.length <= times) throw new Error(`page.goto: Navigation to "${url}" is interrupted by another navigation`)
    return null
  }
  return { asked, page: { goto, isClosed: () => closed } }
}

test('the page’s own reload does not have the last word, however often it overtakes', async () => {
  const { asked, page } = overtaking(12)
  await goFirmly(page, 'https://lakana.invalid/')
  expect(asked).toHaveLength(13)
})

test('a call that the page’s own reload has swallowed is not waited for: it is made again', async () => {
  const asked: string[] = []
  const goto: Page['goto'] = async (url, { timeout = 600_000 } = {}) => {
    asked.push(url)
    if (asked.length > 1) return null
    await pause(timeout)
    throw new errors.TimeoutError(`page.goto: Timeout ${timeout}ms exceeded.`)
  }
  await goFirmly({ goto, isClosed: () => false }, 'https://lakana.invalid/')
  expect(asked).toHaveLength(2)
})

test('a closed page is left alone, and any other failure is told', async () => {
  const { asked, page } = overtaking(1, true)
  await goFirmly(page, 'https://lakana.invalid/')
  expect(asked).toHaveLength(1)
  const broken = async (): Promise<null> => {
    throw new Error('out of memory')
  }
  await expect(goFirmly({ goto: broken, isClosed: () => false }, 'https://lakana.invalid/')).rejects.toThrow('memory')
})

test.each([
  'cdpSession.detach: Protocol error (Target.detachFromTarget): No session with given id',
  'browserContext.newCDPSession: Protocol error (Target.attachToTarget): No target with given id found',
  'page.evaluate: Target page, context or browser has been closed',
])('a window that closes while it is spoken to is no failure: %s', (message) => {
  expect(() => ignoreGone(new Error(message))).not.toThrow()
})

test('what the page was not ready for is asked again, until it is done', async () => {
  const tries: (() => Promise<boolean>)[] = [
    async () => {
      throw new Error('cdpSession.send: Protocol error (Page.resetNavigationHistory): Not attached to an active page')
    },
    async () => false,
    async () => true,
  ]
  let tried = 0
  await firmly({ isClosed: () => false }, async () => (await tries[tried++]?.()) ?? true)
  expect(tried).toBe(3)
})

test('a failure is told though what was called has a name that looks like one of the others', () => {
  const failed = new Error('cdpSession.send: Protocol error (Page.resetNavigationHistory): Internal error')
  expect(() => ignoreGone(failed)).toThrow('Internal error')
})
