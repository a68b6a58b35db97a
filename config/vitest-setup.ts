import { build } from 'vite'
import { bundle } from './vite.bundle.ts'

/**
 * The thread that checks files, as plain JavaScript for the offices of tests. Node strips the types of a `.ts` thread by WebAssembly of its
 * own, at the same time as the test derives keys by WebAssembly: V8 is known to end the process over that, once in thousands of threads.
 */
export default async function setup(): Promise<void> {
  const thread = bundle('src-main/vault/check-thread.ts', 'check-thread')
  await build({
    ...thread,
    configFile: false,
    logLevel: 'warn',
    ssr: { target: 'node' },
    build: { ...thread.build, outDir: new URL('../.cache/threads', import.meta.url).pathname },
  })
}
