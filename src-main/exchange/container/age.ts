import { hkdfSync } from 'node:crypto'
import { readSync } from 'node:fs'
import { ReadableStream as WebStream } from 'node:stream/web'
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { Decrypter, Encrypter } from 'age-encryption'
import { LakanaError } from '../../contract/errors.ts'
import { limits } from './limits.ts'

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
 * Opens the age file that lies at `offset` in an open file.
 * @throws bundle.damaged when it is not an age file for one of these identities
 */
export async function openAge(
  fd: number,
  offset: number,
  size: number,
  identities: readonly string[],
): Promise<AgeFile> {
  const header = readHeader(fd, offset, size)
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  const fileKey = await decrypter.decryptHeader(header).catch(() => {
    throw damaged()
  })
  const nonce = readExactly(fd, offset + header.length, nonceSize)
  const key = new Uint8Array(hkdfSync('sha256', fileKey, nonce, 'payload', 32))
  const start = offset + header.length + nonceSize
  const sealed = size - header.length - nonceSize
  const count = Math.ceil(sealed / (chunk + tag))
  if (sealed < tag || (count > 1 && sealed - (count - 1) * (chunk + tag) <= tag)) throw damaged()
  return { plainSize: sealed - count * tag, chunks: () => decryptChunks(fd, start, sealed, key) }
}

function* decryptChunks(fd: number, start: number, size: number, key: Uint8Array): Generator<Buffer> {
  const nonce = Buffer.alloc(12)
  let at = 0
  for (let counter = 0; at < size; counter += 1) {
    const length = Math.min(chunk + tag, size - at)
    nonce.writeUIntBE(counter, 5, 6)
    nonce.writeUInt8(at + length === size ? 1 : 0, 11)
    yield unseal(key, nonce, readExactly(fd, start + at, length))
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

function readHeader(fd: number, offset: number, size: number): Buffer {
  const head = readExactly(fd, offset, Math.min(size, limits.ageHeader))
  const mark = head.indexOf('\n--- ')
  const end = mark < 0 ? -1 : head.indexOf('\n', mark + 1)
  if (end < 0 || !head.toString('latin1', 0, 22).startsWith('age-encryption.org/v1\n')) throw damaged()
  const header = head.subarray(0, end + 1)
  const stanzas = header.toString('latin1').split('\n-> ').length - 1
  if (stanzas > limits.ageStanzas) throw new LakanaError('bundle.too-large', { part: 'stanzas' })
  return header
}

/** @throws bundle.truncated when the file ends before */
export function readExactly(fd: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  let done = 0
  while (done < length) {
    const count = readSync(fd, bytes, done, length - done, offset + done)
    if (count === 0) throw new LakanaError('bundle.truncated')
    done += count
  }
  return bytes
}

function damaged(): LakanaError {
  return new LakanaError('bundle.damaged', { part: 'age' })
}
