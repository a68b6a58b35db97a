import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { project } from '../../config/run.ts'
import { youngMemory } from '../../src-main/shell/office-client.ts'
import type { Task } from './office-process.ts'

/** As the shell's office has it: three such spaces. */
const young = `--max-semi-space-size=${youngMemory / 3}`

/** Does something in a process that holds the office and nothing else. */
export async function runChild<T>(task: Task): Promise<T> {
  const child = spawn(process.execPath, [young, await bundled(), JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const pieces: Buffer[] = []
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`the child ended with ${code}`)
  return JSON.parse(Buffer.concat(pieces).toString('utf8')) as T
}

/** The office as it is packaged: one file, without the sources' types. Reading types apart takes memory that no office has to spare. */
async function bundled(): Promise<string> {
  const folder = join(project, '.cache', 'bench-child')
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL('office-process.ts', import.meta.url)),
      outDir: folder,
      emptyOutDir: true,
      target: 'node24',
      rolldownOptions: { output: { entryFileNames: 'office.mjs' } },
    },
    ssr: { noExternal: true, external: ['better-sqlite3-multiple-ciphers'] },
  })
  return join(folder, 'office.mjs')
}
