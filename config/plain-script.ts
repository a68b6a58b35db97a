import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { project } from './run.ts'
import { bundle } from './vite.bundle.ts'

/**
 * Makes a program or thread that tests start over and over one file of plain JavaScript: it begins in a fifth of the time that its sources take.
 * SQLite stays outside, since it finds its native part from where its package lies.
 * @param entry path within the project @returns the file's path, two folders below the project as the sources of `src-main/` are
 */
export async function plainScript(entry: string, name: string): Promise<string> {
  const { build: options, ...rest } = bundle(entry, name)
  const outside = options?.rolldownOptions?.external
  const outDir = join(project, '.cache', 'threads')
  const making = `${name}-${process.pid}.mjs`
  await build({
    ...rest,
    configFile: false,
    logLevel: 'warn',
    build: {
      ...options,
      outDir,
      rolldownOptions: {
        ...options?.rolldownOptions,
        external: [...(Array.isArray(outside) ? outside : []), 'better-sqlite3-multiple-ciphers'],
        output: { format: 'es', entryFileNames: making, codeSplitting: false },
      },
    },
  })
  // Another test may be starting the same one.
  renameSync(join(outDir, making), join(outDir, `${name}.mjs`))
  return join(outDir, `${name}.mjs`)
}

/**
 * The thread that checks files, as plain JavaScript for the offices of tests. Node strips the types of a `.ts` thread by WebAssembly of its
 * own, at the same time as the test derives keys by WebAssembly: V8 is known to end the process over that, once in thousands of threads.
 */
export async function checkThread(): Promise<void> {
  await plainScript('src-main/vault/check-thread.ts', 'check-thread')
}
