import type { CallInput } from '../../src-main/contract/index.ts'

/** The cheapest password key that the vault accepts: tests open many vaults. */
export const cheapKdf = { memoryKiB: 19456, iterations: 2, parallelism: 1 } as const
export const testPassword = 'margouillat sous la paille'

/** A district as a person would type it. Places default to Boulsa for a district and Kaya for a region. */
export const someOffice = {
  name: 'Service social de Boulsa',
  code: 'BLS',
  level: 'district',
  place: 'BF490202',
  headers: ['Ministère de la Famille et de la Solidarité'],
  person: { name: 'Rasmata Sawadogo', signIn: 'rasmata.s' },
  password: testPassword,
  language: 'fr',
} satisfies CallInput<'setup.createOffice'>
