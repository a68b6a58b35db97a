import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: (() => void) | null = null

/**
 * Gives back what is no longer used, now. Argon2 works in 64 MiB of WebAssembly memory, which V8 would keep until the heap grows: in an
 * office at rest, for hours, with the remains of a derivation in it.
 */
export function collectGarbage(): void {
  if (!collect) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as () => void
    setFlagsFromString('--no-expose-gc')
  }
  collect()
}
