import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { type PreviewServer, preview } from 'vite'
import type { TestOffice } from './office.ts'

const config = fileURLToPath(new URL('../../config/vite.renderer.config.ts', import.meta.url))

/** The window as it is built (config/vitest-setup.ts), served for a browser, without a shell: calls go straight to an office of the test. */
export class OpenWindow {
  readonly #server: PreviewServer
  readonly #browser: Browser

  private constructor(server: PreviewServer, browser: Browser) {
    this.#server = server
    this.#browser = browser
  }

  static async start(executablePath = '/usr/bin/chromium'): Promise<OpenWindow> {
    const server = await preview({ configFile: config, preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' })
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    return new OpenWindow(server, browser)
  }

  /** A page of an office, in a profile of its own. `faults` gathers what the page complains of. */
  async page(
    office: Pick<TestOffice, 'raw'>,
    options: { width?: number; height?: number; language?: 'fr' | 'en'; path?: string } = {},
  ): Promise<{ page: Page; faults: string[] }> {
    const { width = 1366, height = 768, language = 'fr', path = '/' } = options
    const context = await this.#browser.newContext({
      viewport: { width, height },
      locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text())
    })
    await page.exposeFunction('askOffice', (name: string, input: unknown) => office.raw(name, input))
    await page.addInitScript((lang) => {
      const page = window as unknown as { askOffice: (name: string, input: unknown) => Promise<unknown> }
      Object.assign(window, {
        lakana: {
          call: (_id: number, name: string, input: unknown) => page.askOffice(name, input),
          cancel: () => undefined,
          onProgress: () => () => undefined,
          onEvent: () => () => undefined,
          language: lang,
        },
      })
    }, language)
    await page.goto(`${this.#server.resolvedUrls?.local[0] ?? ''}#${path}`)
    return { page, faults }
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await this.#server.close()
  }
}
