import { generateKeyPairSync } from 'node:crypto'
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { ReplicaKeys } from '../store/incarnation.ts'
import { newId } from './new-id.ts'

/** A new replica: random id, Ed25519 signing key, age X25519 and hybrid post-quantum identities. */
export async function newReplicaKeys(): Promise<ReplicaKeys> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const ageIdentity = await generateX25519Identity()
  const agepqIdentity = await generateHybridIdentity()
  return {
    replica: newId(),
    signSecret: privateKey.export({ format: 'der', type: 'pkcs8' }),
    signPublic: publicKey.export({ format: 'jwk' }).x ?? '',
    ageIdentity,
    ageRecipient: await identityToRecipient(ageIdentity),
    agepqIdentity,
    agepqRecipient: await identityToRecipient(agepqIdentity),
  }
}
