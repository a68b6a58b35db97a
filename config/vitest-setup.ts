import { checkThread } from './plain-script.ts'
import { buildWindow } from './window.ts'

/** What the tests share, made once: the window only where its sources have changed. */
export default async function setup(): Promise<void> {
  await checkThread()
  if (!buildWindow()) throw new Error('the window could not be built')
}
