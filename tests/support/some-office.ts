import type { CallInput, CallName, CallOutput } from '../../src-main/contract/index.ts'

/** The cheapest password key that the vault accepts: tests open many vaults. */
export const cheapKdf = { memoryKiB: 19456, iterations: 2, parallelism: 1 } as const
export const testPassword = 'margouillat sous la paille'

/** A training that counts, whatever the day. */
export function trainedBefore(now: Date): { date: string; trainer: string; module: string } {
  const date = new Date(now.getTime() - 30 * 86_400_000).toISOString().slice(0, 10)
  return { date, trainer: 'Point focal du Kuilsé', module: 'Lakana, trois jours' }
}

type Ask = <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>

/** What every person does before anything else: reads the undertaking in force and accepts it. */
export async function acceptConduct(ask: Ask): Promise<void> {
  const { version, hash } = await ask('conduct.current', {})
  await ask('conduct.accept', { version, hash })
}

/** A district as a person would type it. Places default to Boulsa for a district and Kaya for a region. */
export const someOffice = {
  name: 'Service social de Boulsa',
  code: 'BLS',
  level: 'district',
  place: 'BF490202',
  headers: ['Ministère de la Famille et de la Solidarité'],
  person: { name: 'Rasmata Sawadogo', signIn: 'rasmata.s' },
  training: trainedBefore(new Date()),
  password: testPassword,
  language: 'fr',
} satisfies CallInput<'setup.createOffice'>
