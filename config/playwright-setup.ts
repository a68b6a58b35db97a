import { checkThread, plainScript } from './plain-script.ts'
import { buildWindow } from './window.ts'

/** Once, before the specs: they run beside each other, and one window and one office serve them all. */
export default async function build(): Promise<void> {
  if (!buildWindow()) throw new Error('the window could not be built')
  await checkThread()
  await plainScript('tests/support/window-worker.ts', 'window-worker')
}
