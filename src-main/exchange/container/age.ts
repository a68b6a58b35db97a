import { hkdfSync } from 'node:crypto'
import { ReadableStream as WebStream } from 'node:stream/web'
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { Decrypter, Encrypter } from 'age-encryption'
import { LakanaError } from '../../contract/errors.ts'
import { limits } from './limits.ts'
import type { Source } from './source.ts'

const chunk = 64 * 1024
const tag = 16
const nonceSize = 16

/** The age file that these recipients (`age1…`) can open, as a stream of ciphertext. */
export async function encryptTo(
  recipients: readonly string[],
  plain: AsyncIterable<Uint8Array<ArrayBuffer>>,
): Promise<AsyncIterable<Uint8Array>> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  // One and the same class: node's own name for it has `from` and can be iterated in every type environment.
  const source = WebStream.from(plain) as unknown as ReadableStream<Uint8Array>
  return (await encrypter.encrypt(source)) as unknown as WebStream<Uint8Array>
}

/** An opened age file: its header was read and a key found. Decrypting is synchronous, so that it can run inside a transaction. */
export interface AgeFile {
  readonly plainSize: number
  /** The text, 64 KiB at a time, from the start. @throws bundle.damaged as soon as a chunk, or the end, is not what was sealed */
  chunks(): Generator<Buffer>
}

/**
 * Bytes of the age file for so many X25519 recipients and so much text: known before it is written.
 * Each stanza is `-> X25519 <43>`, then 43 characters of a wrapped key.
 */
export function ageSize(recipients: number, plain: number): number {
  const header = 'age-encryption.org/v1\n'.length + recipients * (10 + 43 + 1 + 43 + 1) + 4 + 43 + 1
  return header + nonceSize + plain + Math.max(1, Math.ceil(plain / chunk)) * tag
}

/**
 * Opens an age file.
 * @throws bundle.damaged when it is not one for one of these identities
 */
export async function openAge(source: Source, identities: readonly string[]): Promise<AgeFile> {
  const header = readHeader(source)
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  const fileKey = await decrypter.decryptHeader(header).catch(() => {
    throw damaged()
  })
  const nonce = source.read(header.length, nonceSize)
  const key = new Uint8Array(hkdfSync('sha256', fileKey, nonce, 'payload', 32))
  const start = header.length + nonceSize
  const sealed = source.size - start
  const count = Math.ceil(sealed / (chunk + tag))
  if (sealed < tag || (count > 1 && sealed - (count - 1) * (chunk + tag) <= tag)) throw damaged()
  return { plainSize: sealed - count * tag, chunks: () => decryptChunks(source, start, key) }
}

function* decryptChunks(source: Source, start: number, key: Uint8Array): Generator<Buffer> {
  const size = source.size - start
  const nonce = Buffer.alloc(12)
  let at = 0
  for (let counter = 0; at < size; counter += 1) {
    const length = Math.min(chunk + tag, size - at)
    nonce.writeUIntBE(counter, 5, 6)
    nonce.writeUInt8(at + length === size ? 1 : 0, 11)
    yield unseal(key, nonce, source.read(start + at, length))
    at += length
  }
}

function unseal(key: Uint8Array, nonce: Uint8Array, sealed: Buffer): Buffer {
  try {
    const text = chacha20poly1305(key, nonce).decrypt(sealed)
    return Buffer.from(text.buffer, text.byteOffset, text.length)
  } catch {
    throw damaged()
  }
}

function readHeader(source: Source): Buffer {
  const head = source.read(0, Math.min(source.size, limits.ageHeader))
  const mark = head.indexOf('\n--- ')
  const end = mark < 0 ? -1 : head.indexOf('\n', mark + 1)
  if (end < 0 || !head.toString('latin1', 0, 22).startsWith('age-encryption.org/v1\n')) throw damaged()
  const header = head.subarray(0, end + 1)
  const stanzas = header.toString('latin1').split('\n-> ').length - 1
  if (stanzas > limits.ageStanzas) throw new LakanaError('bundle.too-large', { part: 'stanzas' })
  return header
}

function damaged(): LakanaError {
  return new LakanaError('bundle.damaged', { part: 'age' })
}
