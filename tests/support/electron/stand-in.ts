import { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'

/**
 * Electron's module for a machine that has not its binary: only the edge that the shell touches, behaving as Electron's documents say.
 * Everything behind that edge (bundles, preload, worker, office, database) is the program's own.
 */
type Handler = (event: unknown, ...args: unknown[]) => unknown
type Answer = (request: Request) => Promise<Response>
export interface StandInEvent {
  readonly prevented: boolean
  preventDefault(): void
  [detail: string]: unknown
}

export const happened: string[] = []

export function newEvent(details: Record<string, unknown> = {}): StandInEvent {
  const event = {
    prevented: false,
    preventDefault: () => {
      event.prevented = true
    },
  }
  return Object.assign(event, details) as unknown as StandInEvent
}

class StandInApp extends EventEmitter {
  isPackaged = true
  folder = ''
  readonly paths = new Map<string, string>()
  readonly switches = new Map<string, string | undefined>()
  readonly commandLine = { appendSwitch: (name: string, value?: string) => void this.switches.set(name, value) }
  first = true
  getAppPath = (): string => this.folder
  setPath = (name: string, path: string): void => void this.paths.set(name, path)
  enableSandbox = (): void => void happened.push('sandbox')
  requestSingleInstanceLock = (): boolean => this.first
  whenReady = async (): Promise<void> => void happened.push('ready')
  exit = (code: number): void => void this.emit('exit', code)
  quit = (): void => {
    for (const window of StandInWindow.all) window.close()
    const event = newEvent()
    this.emit('will-quit', event)
    if (!event.prevented) this.emit('exit', 0)
  }
}

export class StandInSession extends EventEmitter {
  readonly partition: string
  answer: Answer | null = null
  permissionRequest: ((contents: unknown, permission: string, answer: (may: boolean) => void) => void) | null = null
  permissionCheck: (() => boolean) | null = null
  devicePermission: (() => boolean) | null = null
  spellChecker = true
  beforeRequest: ((details: { url: string }, answer: (verdict: { cancel: boolean }) => void) => void) | null = null
  readonly protocol = {
    handle: (_scheme: string, answer: Answer) => {
      this.answer = answer
    },
  }
  readonly webRequest = {
    onBeforeRequest: (ask: typeof this.beforeRequest) => {
      this.beforeRequest = ask
    },
  }
  constructor(partition: string) {
    super()
    this.partition = partition
  }
  setPermissionRequestHandler = (ask: typeof this.permissionRequest): void => {
    this.permissionRequest = ask
  }
  setPermissionCheckHandler = (ask: typeof this.permissionCheck): void => {
    this.permissionCheck = ask
  }
  setDevicePermissionHandler = (ask: typeof this.devicePermission): void => {
    this.devicePermission = ask
  }
  setSpellCheckerEnabled = (on: boolean): void => {
    this.spellChecker = on
  }
}

interface Preferences {
  readonly session: StandInSession
  readonly preload: string
  readonly additionalArguments: readonly string[]
  readonly [name: string]: unknown
}

export class StandInContents extends EventEmitter {
  readonly preferences: Preferences
  readonly handlers = new Map<string, Handler>()
  readonly ipc = { handle: (channel: string, handler: Handler) => void this.handlers.set(channel, handler) }
  readonly navigationHistory = { clear: () => void happened.push('history cleared') }
  openHandler: ((details: { url: string }) => { action: string }) | null = null
  /** The page's own world: what its preload gave it. Null once the page's process has ended. */
  world: Record<string, unknown> | null = null
  page: Response | null = null
  constructor(preferences: Preferences) {
    super()
    this.preferences = preferences
  }
  setWindowOpenHandler = (ask: typeof this.openHandler): void => {
    this.openHandler = ask
  }
  isDestroyed = (): boolean => false
  isCrashed = (): boolean => this.world === null && this.page !== null
  send = (channel: string, told: unknown): void => void ipcRenderer.emit(channel, {}, structuredClone(told))
  forcefullyCrashRenderer = (): void => {
    this.world = null
    happened.push('page ended')
    this.emit('render-process-gone', {}, { reason: 'killed' })
  }
  loadURL = async (url: string): Promise<void> => {
    this.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false, url })
    this.page = (await this.preferences.session.answer?.(new Request(url))) ?? null
    this.world = {}
    current = this
    runPreload(this.preferences)
    happened.push('page loaded')
    this.emit('did-finish-load')
  }
  /** What Electron does with `ipcRenderer.invoke`: a copy of the message, and where it says it comes from. */
  invoke = async (channel: string, message: unknown, frame: unknown = ownFrame): Promise<unknown> =>
    structuredClone(await this.handlers.get(channel)?.({ senderFrame: frame }, structuredClone(message)))
}

export const ownFrame = { parent: null, url: 'app://lakana/#/' }
let current: StandInContents | null = null

/** The preload is run as it is: anew for each page. Without a built one (unit tests) there is none. */
function runPreload({ preload, additionalArguments }: Preferences): void {
  if (!preload.endsWith('.cjs')) return
  const require = createRequire(import.meta.url)
  delete require.cache[preload]
  ipcRenderer.removeAllListeners()
  process.argv.push(...additionalArguments)
  require(preload)
}

export class StandInWindow extends EventEmitter {
  static readonly all: StandInWindow[] = []
  readonly options: Record<string, unknown>
  readonly webContents: StandInContents
  destroyed = false
  constructor(options: { webPreferences: Preferences } & Record<string, unknown>) {
    super()
    this.options = options
    this.webContents = new StandInContents(options.webPreferences)
    StandInWindow.all.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  isDestroyed = (): boolean => this.destroyed
  isMinimized = (): boolean => true
  restore = (): void => void happened.push('restored')
  focus = (): void => void happened.push('focused')
  show = (): void => void happened.push('shown')
  close = (): void => this.destroy()
  destroy = (): void => {
    if (this.destroyed) return
    this.destroyed = true
    this.emit('closed')
    app.emit('window-all-closed')
  }
}

class StandInRenderer extends EventEmitter {
  invoke = (channel: string, message: unknown): Promise<unknown> =>
    current ? current.invoke(channel, message) : Promise.reject(new Error('no page'))
}

export const app = new StandInApp()
export const ipcRenderer = new StandInRenderer()
export const powerMonitor = new EventEmitter()
export const BrowserWindow = StandInWindow
export const Menu = { setApplicationMenu: () => undefined, buildFromTemplate: () => null }
export const session = {
  sessions: [] as StandInSession[],
  fromPartition: (partition: string): StandInSession => {
    const made = new StandInSession(partition)
    session.sessions.push(made)
    return made
  },
}
export const protocol = {
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  registerSchemesAsPrivileged: (schemes: { scheme: string; privileges: Record<string, boolean> }[]) => {
    protocol.schemes.push(...schemes)
  },
}
export const contextBridge = {
  exposeInMainWorld: (name: string, value: unknown) => {
    if (current?.world) current.world[name] = value
  },
}
