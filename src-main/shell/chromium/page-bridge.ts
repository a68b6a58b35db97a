import type { OfficeEvent, Progress, Result, WindowBridge } from '../../contract/wire.ts'

/** The page's address here: a name that by its standard (RFC 2606) no network can ever have. */
export const pageOrigin = 'https://lakana.invalid'

/** Page → shell: JSON text, so that nothing but plain data crosses. Answers JSON text of a `Result` for a call. */
export type Ask =
  | { kind: 'call'; id: number; call: string; input: unknown; from?: unknown }
  | { kind: 'cancel'; id: number }
/** Shell → page. */
export type Tell = { kind: 'progress'; id: number; progress: Progress } | { kind: 'event'; event: OfficeEvent }

interface PageWorld {
  readonly location: { readonly origin: string }
  readonly lakanaAsk: (json: string) => Promise<string>
  lakana?: WindowBridge
  lakanaTell?: (told: Tell) => void
}

/**
 * Runs in the page before any script of ours, so it may use nothing from outside itself.
 * Builds `window.lakana` and the ear that the shell speaks into.
 */
export function installBridge({ origin, language }: { origin: string; language: 'fr' | 'en' }): void {
  const world = globalThis as unknown as PageWorld
  if (world.location.origin !== origin) return
  const ask = (asked: Ask): Promise<string> => world.lakanaAsk(JSON.stringify(asked))
  const progressEars = new Set<(id: number, progress: Progress) => void>()
  const eventEars = new Set<(event: OfficeEvent) => void>()
  const listen = <T>(ears: Set<T>, ear: T): (() => void) => {
    ears.add(ear)
    return () => ears.delete(ear)
  }
  const bridge: WindowBridge = {
    language,
    call: async (id, call, input, from) =>
      JSON.parse(await ask({ kind: 'call', id, call, input, from })) as Result<unknown>,
    cancel: (id) => void ask({ kind: 'cancel', id }),
    onProgress: (ear) => listen(progressEars, ear),
    onEvent: (ear) => listen(eventEars, ear),
  }
  const tell = (told: Tell): void => {
    if (told.kind === 'progress') for (const ear of progressEars) ear(told.id, told.progress)
    else for (const ear of eventEars) ear(told.event)
  }
  Object.defineProperty(world, 'lakana', { value: Object.freeze(bridge) })
  Object.defineProperty(world, 'lakanaTell', { value: tell })
}

/** Runs in the page: hands over what the office says. */
export function tellPage(told: Tell): void {
  const world = globalThis as unknown as PageWorld
  world.lakanaTell?.(told)
}
