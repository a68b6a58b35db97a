import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { type ChromiumShell, openChromiumShell } from '../../../src-main/shell/chromium/open.ts'
import { someOffice } from '../some-office.ts'
import { type Language, type Say, wordsIn } from './words.ts'

interface Opening {
  /** `district` or `region`: names the pictures. */
  readonly name: string
  readonly home: string
  /** The folder that stands for a USB key. */
  readonly key: string
  readonly language: Language
  readonly headless: boolean
  readonly browser?: string
  /** Left out, the program's own from its sources. */
  readonly worker?: URL
}

/** The office as `config/playwright-setup.ts` makes it: it starts and derives keys faster than the program's own, and is the same beside that. */
export const quickOffice = new URL('../../../.cache/threads/window-worker.mjs', import.meta.url)

type RailPage = 'home' | 'cases' | 'transmission' | 'people' | 'settings'

/** 1366 × 768, the screen of most of the offices. */
const screen = { width: 1366, height: 768 }

/** One PC of the journey: the program in a real window, and the words written on it. */
export class OfficeWindow {
  readonly name: string
  readonly language: Language
  readonly say: Say
  readonly page: Page
  readonly faults: string[] = []
  readonly #shell: ChromiumShell

  private constructor({ name, language }: Opening, shell: ChromiumShell) {
    this.name = name
    this.language = language
    this.say = wordsIn(language)
    this.page = shell.page
    this.#shell = shell
    this.page.setDefaultTimeout(20_000)
    this.page.on('pageerror', (error) => this.faults.push(error.message))
  }

  static async open(opening: Opening): Promise<OfficeWindow> {
    const { home, key, language, headless, browser, worker } = opening
    const more = { ...(browser === undefined ? {} : { browser }), ...(worker === undefined ? {} : { worker }) }
    const shell = await openChromiumShell({ home, language, headless, drives: [key], size: screen, ...more })
    await shell.page.setViewportSize(screen)
    return new OfficeWindow(opening, shell)
  }

  /** One of the offices that lie beside each other in a folder, made ready for a test. */
  static quick(folder: string, home: string, key: string, language: Language = 'fr'): Promise<OfficeWindow> {
    return OfficeWindow.open({
      name: home,
      home: join(folder, home),
      key,
      language,
      headless: true,
      worker: quickOffice,
    })
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { name, exact: true })
  }

  /** The input of a question of the opening pages, by its label, whether it must be answered or not. */
  box(label: string): Locator {
    const required = `${label} ${this.say('common', 'field.required')}`
    return this.page.getByLabel(label, { exact: true }).or(this.page.getByLabel(required, { exact: true }))
  }

  text(words: string): Locator {
    return this.page.getByText(words)
  }

  async go(to: RailPage): Promise<void> {
    await this.page
      .getByRole('navigation')
      .getByRole('link', { name: this.say('common', `rail.${to}`) })
      .click()
  }

  /** To a page that the rail does not name: `/cases/…`. */
  async goTo(path: string): Promise<void> {
    // As text: the demo, which opens windows too, knows no page.
    await this.page.evaluate(`location.hash = ${JSON.stringify(`#${path}`)}`)
  }

  /** The first person of a test office signs in, whether she is to be chosen among several or not. */
  async signIn(password: string): Promise<void> {
    const chooser = this.page.getByRole('button', { name: new RegExp(`^${someOffice.person.name}`) })
    const typed = this.page.locator('#password')
    await chooser.or(typed).first().waitFor()
    if (await chooser.isVisible()) await chooser.click()
    await typed.fill(password)
    await this.button(this.say('setup', 'sign.action')).click()
  }

  close(): Promise<void> {
    return this.#shell.close()
  }
}
