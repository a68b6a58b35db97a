import type { CallInput } from '../../../src-main/contract/index.ts'

export type Content = CallInput<'roles.save'>['content']

let offered: Content | null = null

/** The role read from a key, on its way to the page that shows it. In memory only. */
export function offerRole(content: Content): void {
  offered = content
}

export function offeredRole(): Content | null {
  return offered
}
