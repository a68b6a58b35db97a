import { buildWindow } from './window.ts'

/** Once, before the specs: they run beside each other, and one window serves them all. */
export default function build(): void {
  if (!buildWindow()) throw new Error('the window could not be built')
}
