import type { TFunction } from 'i18next'

const steps = [
  'keys',
  'checking',
  'importing',
  'drawing',
  'copying',
  'preparing',
  'writing',
  'scanning',
  'files',
] as const

/** What is being done, in words; empty for a step that has none. */
export function stepWord(t: TFunction<'exchange'>, step: string | undefined): string {
  const known = steps.find((each) => each === step)
  return known === undefined ? '' : t(`step.${known}`)
}
