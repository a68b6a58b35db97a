import { type OfficeEvent, type Progress, windowOrigin } from '../../contract/wire.ts'

/** The page of the window. */
export const startAddress = `${windowOrigin}/`

/** Page → shell: JSON text of an `Ask`, so that nothing but plain data crosses. Answers JSON text of a `Result` for a call. */
export const askChannel = 'lakana:ask'
export type Ask =
  | { kind: 'call'; id: number; call: string; input: unknown; from?: unknown }
  | { kind: 'cancel'; id: number }

/** Shell → page: a `Tell`. */
export const tellChannel = 'lakana:tell'
export type Tell = { kind: 'progress'; id: number; progress: Progress } | { kind: 'event'; event: OfficeEvent }

/** How the window's language reaches the preload: a word at the end of its `process.argv`. */
export const languageSwitch = '--lakana-language='

/** What a page sent, or null when it is not an `Ask`. */
export function readAsk(json: unknown): Ask | null {
  const said = typeof json === 'string' ? parse(json) : null
  if (typeof said !== 'object' || said === null || !('kind' in said) || !('id' in said)) return null
  const { kind, id } = said
  if (typeof id !== 'number') return null
  if (kind === 'cancel') return { kind, id }
  if (kind !== 'call' || !('call' in said) || typeof said.call !== 'string') return null
  const from = 'from' in said ? { from: said.from } : {}
  return { kind, id, call: said.call, input: 'input' in said ? said.input : undefined, ...from }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
