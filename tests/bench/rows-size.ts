import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { project, run } from '../../config/run.ts'
import { runChild } from './child.ts'
import type { Outcome } from './measure.ts'
import type { World } from './world.ts'

interface AtRest {
  readonly startMiB: number
  readonly busyMiB: number
  readonly restMiB: number
  readonly heapMiB: number
  readonly externalMiB: number
}

/** Memory of a process that holds the office alone, some seconds after ordinary use. */
export async function memory(world: World): Promise<Outcome[]> {
  const { startMiB, busyMiB, restMiB, heapMiB, externalMiB } = await runChild<AtRest>({
    home: world.district,
    work: 'rest',
  })
  const parts = `${startMiB.toFixed(0)} MiB before signing in, ${busyMiB.toFixed(0)} in use; heap ${heapMiB.toFixed(0)}, external ${externalMiB.toFixed(0)}`
  const met = restMiB * 1.048576 <= 150
  return [{ ours: `${restMiB.toFixed(0)} MiB`, baseline: '–', ratio: '–', target: '≤ 150 MB', met, notes: [parts] }]
}

/** JavaScript that the window must have before it can show anything. */
export async function page(): Promise<Outcome[]> {
  const folder = join(project, '.vite', 'renderer')
  run('vite', ['build', '-c', 'config/vite.renderer.config.ts', '--logLevel', 'warn'])
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  const waiting = [...html.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].map(([, path]) => path ?? '')
  const loaded = new Map<string, number>()
  while (waiting.length > 0) {
    const path = waiting.pop() ?? ''
    if (loaded.has(path) || !existsSync(join(folder, path))) continue
    const code = readFileSync(join(folder, path), 'utf8')
    loaded.set(path, gzipSync(code, { level: 9 }).length)
    // Only what is imported outright; what `import(…)` fetches comes later.
    const imports = code.matchAll(/(?:^|[;}\s])(?:import|export)[^"'()]*?(?:from)?["']\.\/([^"']+\.js)["']/g)
    for (const [, name] of imports) waiting.push(join(path, '..', name ?? ''))
  }
  const kib = [...loaded.values()].reduce((sum, size) => sum + size, 0) / 1024
  const notes = [
    `gzip -9 of ${[...loaded].map(([name, size]) => `${name} ${(size / 1024).toFixed(0)} KiB`).join(', ')}`,
  ]
  const met = kib > 0 && kib * 1.024 <= 300
  return [{ ours: `${kib.toFixed(0)} KiB`, baseline: '–', ratio: '–', target: '≤ 300 KB', met, notes }]
}
