import { basename } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'
import type { Size } from '../options.ts'
import { veil } from './veil.ts'

export interface LaunchOptions {
  readonly browser: string
  readonly profile: string
  readonly headless: boolean
  readonly language: 'fr' | 'en'
  readonly size: Size
}

/**
 * An application window of an installed browser, driven over a pipe: no port is opened, no name is ever looked up.
 * Off the record: a plain profile would keep the address of every page and what was typed (history, sessions, autofill).
 */
export function launchBrowser({ browser, profile, headless, language, size }: LaunchOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: browser,
    headless,
    viewport: null,
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    // Chromium refuses to start its sandbox as root.
    chromiumSandbox: process.getuid?.() !== 0,
    serviceWorkers: 'block',
    acceptDownloads: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    // The bar "controlled by automated test software" would frighten people.
    ignoreDefaultArgs: ['--enable-automation'],
    env: { ...definedEnv(), LANGUAGE: language },
    args: [
      // Not the program's own address: until its files are served there, that would be an error page, and playwright sometimes waits
      // for ever on a page that becomes one while it is looked at.
      `--app=${veil}`,
      /msedge|microsoft-edge/.test(basename(browser)) ? '--inprivate' : '--incognito',
      `--lang=${language}`,
      `--window-size=${size.width},${size.height}`,
      '--host-resolver-rules=MAP * ~NOTFOUND',
      '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
      '--disk-cache-size=1',
      '--media-cache-size=1',
      '--disable-breakpad',
      '--disable-crash-reporter',
      '--disable-quic',
      '--no-pings',
      // Without it, root's missing sandbox is announced in a bar over the page.
      '--test-type',
    ],
  })
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
