import { LakanaError } from '../contract/errors.ts'

interface Party {
  readonly training: boolean
}

/** Training and real work take nothing from each other. @throws bundle.training, bundle.not-training */
export function refuseMix(ours: Party, theirs: Party): void {
  if (ours.training === theirs.training) return
  throw new LakanaError(theirs.training ? 'bundle.training' : 'bundle.not-training')
}
