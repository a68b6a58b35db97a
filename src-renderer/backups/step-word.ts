import type { TFunction } from 'i18next'

const steps = ['copying', 'verifying', 'key-copying', 'key-verifying', 'ledger', 'rebuilding'] as const

/** What is being done, in words; empty for a step that has none. */
export function stepWord(t: TFunction<'backups'>, step: string | undefined): string {
  const known = steps.find((each) => each === step)
  return known === undefined ? '' : t(`step.${known}`)
}
