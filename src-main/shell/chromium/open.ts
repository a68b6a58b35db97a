import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'
import { startOffice } from '../office-client.ts'
import type { StartOptions } from '../options.ts'
import type { Shell } from '../shell.ts'
import { watchMachine } from '../watch.ts'
import { findBrowser } from './find.ts'
import { launchBrowser } from './launch.ts'
import { makeProfile, type Profile } from './profile.ts'
import { openWindow } from './window.ts'

export interface ChromiumShellOptions extends Partial<StartOptions> {
  readonly home: string
  readonly headless?: boolean
  /** A person sits at it: the browser's own questions (leave this page?) wait for an answer. */
  readonly attended?: boolean
  /** Folder of the built window. */
  readonly pages?: string
  readonly worker?: URL | string
  /** Path of a Chromium, Chrome or Edge; found when not given. */
  readonly browser?: string
}

export interface ChromiumShell extends Shell {
  readonly page: Page
  readonly context: BrowserContext
}

/** Opens the program in a window of an installed Chromium, Chrome or Edge. The same door for `npm start`, tests and the demo. */
export async function openChromiumShell(options: ChromiumShellOptions): Promise<ChromiumShell> {
  const { home, language = 'fr', headless = false, size = { width: 1366, height: 768 } } = options
  const browser = options.browser ?? findBrowser()
  if (!browser) throw new Error('no Chromium, Chrome or Edge found on this machine')
  const profile = makeProfile()
  const office = startOffice({
    worker: options.worker ?? new URL('../../office-worker.ts', import.meta.url),
    home,
    language,
    drives: options.drives ?? [],
  })
  try {
    const context = await launchBrowser({ browser, profile: profile.folder, headless, language, size })
    const pages = options.pages ?? fileURLToPath(new URL('../../../.vite/renderer', import.meta.url))
    const page = await openWindow(context, { office, language, size, pages, attended: options.attended ?? false })
    const unwatch = watchMachine({
      now: () => Date.now(),
      lastCallAt: () => office.lastCallAt(),
      lock: (reason) => void office.lock(reason),
    })
    return { page, context, ...ending(context, profile, () => office.close(), unwatch) }
  } catch (error) {
    await office.close(0)
    profile.remove()
    throw error
  }
}

function ending(
  context: BrowserContext,
  profile: Profile,
  closeOffice: () => Promise<void>,
  unwatch: () => void,
): Shell {
  const end = async (): Promise<void> => {
    unwatch()
    await closeOffice()
    await context.close()
    profile.remove()
  }
  const { promise: closed, resolve, reject } = Promise.withResolvers<void>()
  let ended = false
  const close = (): Promise<void> => {
    if (!ended) {
      ended = true
      end().then(resolve, reject)
    }
    return closed
  }
  const onGone = (): void => void close()
  context.once('close', onGone)
  for (const page of context.pages()) page.once('close', onGone).once('crash', onGone)
  return { closed, close }
}
