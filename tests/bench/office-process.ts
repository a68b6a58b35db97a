import { existsSync, readFileSync } from 'node:fs'
import { windowOrigin } from '../../src-main/contract/wire.ts'
import { Office } from '../../src-main/office/office.ts'
import { machineAt, password, signIn } from './homes.ts'
import { pause } from './measure.ts'

/** What a process of its own is asked to do with an office. */
export type Task =
  | { readonly home: string; readonly work: 'import'; readonly path: string; readonly file: string }
  | { readonly home: string; readonly work: 'rest' }

const mebi = 1024 * 1024

async function asChild(task: Task): Promise<unknown> {
  const office = new Office(machineAt(task.home), () => undefined)
  const call = async (name: string, input: unknown): Promise<unknown> => {
    const result = await office.ask({ call: name, input, sender: windowOrigin })
    if (!result.ok) throw new Error(`${name}: ${result.error.code} ${JSON.stringify(result.error.details)}`)
    return result.value
  }
  const before = process.memoryUsage().rss / mebi
  await call('session.signIn', { signIn, password })
  await pause(500)
  const answer = task.work === 'import' ? await takeIn(call, task) : await use(call, before)
  await office.close()
  return answer
}

type Call = (name: string, input: unknown) => Promise<unknown>

async function takeIn(call: Call, { path, file }: Extract<Task, { work: 'import' }>): Promise<unknown> {
  const start = performance.now()
  const answer = (await call('exchange.import', { path, files: [file] })) as { results: { outcome: string }[] }
  const importMs = performance.now() - start
  if (answer.results[0]?.outcome !== 'applied') throw new Error(JSON.stringify(answer))
  return { importMs, peakMiB: peakMiB() }
}

/** Most memory this process has had. The system's own figure for a child begins at what its parent had when it was made: Linux tells it apart. */
function peakMiB(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : ''
  const high = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
  return (high === undefined ? process.resourceUsage().maxRSS : Number(high)) / 1024
}

/** An ordinary quarter of an hour in short, then quiet. */
async function use(call: Call, startMiB: number): Promise<unknown> {
  const list = { filters: { status: 'open' }, sort: 'risk', offset: 0, limit: 50 }
  const { items } = (await call('cases.list', list)) as { items: { id: string }[] }
  await call('home.get', {}).catch(() => undefined)
  for (const text of ['aw', 'awa', 'awa oued', 'sawadogo', 'issouf']) await call('cases.search', { text, limit: 20 })
  for (const { id } of items.slice(0, 10)) await call('cases.get', { id })
  await call('cases.facets', {})
  const busy = process.memoryUsage().rss / mebi
  await pause(10_000)
  const { rss, heapUsed, external } = process.memoryUsage()
  return { startMiB, busyMiB: busy, restMiB: rss / mebi, heapMiB: heapUsed / mebi, externalMiB: external / mebi }
}

process.stdout.write(JSON.stringify(await asChild(JSON.parse(process.argv[2] ?? '{}') as Task)))
