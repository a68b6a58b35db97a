import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: (() => void) | null = null
let waiting = false
/** By then nothing on the stack holds that memory any more; several passwords one after the other are collected after together. */
const soonMs = 1000

/**
 * Gives back what is no longer used, within a second. Argon2 works in 64 MiB of WebAssembly memory, which V8 would keep until the heap grows: in
 * an office at rest, for hours, with the remains of a derivation in it.
 */
export function collectSoon(): void {
  if (waiting) return
  waiting = true
  setTimeout(collectGarbage, soonMs).unref()
}

function collectGarbage(): void {
  waiting = false
  if (!collect) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as () => void
    setFlagsFromString('--no-expose-gc')
  }
  collect()
}
