import { plainScript } from './plain-script.ts'

/**
 * The thread that checks files, as plain JavaScript for the offices of tests. Node strips the types of a `.ts` thread by WebAssembly of its
 * own, at the same time as the test derives keys by WebAssembly: V8 is known to end the process over that, once in thousands of threads.
 */
export default async function setup(): Promise<void> {
  await plainScript('src-main/vault/check-thread.ts', 'check-thread')
}
