import type { OfficeClient } from './office-client.ts'
import type { Size } from './options.ts'

/** What every shell needs to show the window of one office. */
export interface ShellParts {
  readonly office: OfficeClient
  readonly language: 'fr' | 'en'
  readonly size: Size
  /** Folder of the built window. */
  readonly pages: string
}

/** A window that is open and answers its calls. */
export interface Shell {
  /** Resolves once the window is gone, by the person or by `close`, and the office is locked and put away. */
  readonly closed: Promise<void>
  close(): Promise<void>
}
