import { createHash, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import { asVaultError } from './files.ts'
import { decrypt, encrypt } from './seal.ts'

const chunk = 64 * 1024
const nonceBytes = 12
const extra = nonceBytes + 16
const namePattern = /^[0-9a-f]{32}$/

/** A file as it rests: under a random name, under a random key of its own. */
export interface RestingFile {
  readonly file: string
  /** AES-256; it belongs in the encrypted database. */
  readonly key: Buffer
  /** Of the plain bytes. */
  readonly sha256: string
  readonly bytes: number
}

export function attachmentsFolder(home: string): string {
  const folder = join(home, 'attachments')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/**
 * Writes a file encrypted, 64 KiB at a time: nonce (12) ‖ ciphertext ‖ tag (16), bound to its name, place and whether it is the last.
 * The plain bytes never touch the disk. @throws vault.disk-full, vault.read-only; then nothing is left
 */
export function writeAttachment(home: string, plain: Iterable<Uint8Array>): RestingFile {
  const file = randomBytes(16).toString('hex')
  const path = join(attachmentsFolder(home), file)
  const key = randomBytes(32)
  const digest = createHash('sha256')
  let bytes = 0
  try {
    const fd = openSync(path, 'wx', 0o600)
    try {
      for (const { piece, index, last } of pieces(plain)) {
        digest.update(piece)
        bytes += piece.length
        const nonce = randomBytes(nonceBytes)
        writeSync(fd, Buffer.concat([nonce, encrypt(key, nonce, piece, boundTo(file, index, last))]))
      }
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    return { file, key, sha256: digest.digest('hex'), bytes }
  } catch (error) {
    rmSync(path, { force: true })
    throw asVaultError(error)
  }
}

/** The plain bytes, 64 KiB at a time. @throws attachment.damaged when it is gone, or not as it was written */
export function* readAttachment(home: string, { file, key }: Pick<RestingFile, 'file' | 'key'>): Generator<Buffer> {
  const path = join(attachmentsFolder(home), file)
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === undefined) throw new LakanaError('attachment.damaged')
  const fd = openSync(path, 'r')
  try {
    for (let at = 0, index = 0; at < size; index += 1) {
      const sealed = Buffer.alloc(Math.min(chunk + extra, size - at))
      const count = readSync(fd, sealed, 0, sealed.length, at)
      at += sealed.length
      const nonce = sealed.subarray(0, nonceBytes)
      const plain = decrypt(key, nonce, sealed.subarray(nonceBytes, count), boundTo(file, index, at === size))
      if (!plain) throw new LakanaError('attachment.damaged')
      yield plain
    }
  } finally {
    closeSync(fd)
  }
}

export function removeAttachment(home: string, file: string): void {
  if (namePattern.test(file)) rmSync(join(attachmentsFolder(home), file), { force: true })
}

/** Names of all files that rest here. */
export function restingFiles(home: string): string[] {
  return readdirSync(attachmentsFolder(home)).filter((name) => namePattern.test(name))
}

function boundTo(file: string, index: number, last: boolean): Buffer {
  return Buffer.from(`lakana attachment v1:${file}:${index}:${last ? 'last' : 'more'}`)
}

/** Pieces of exactly 64 KiB, the last one shorter; an empty file is one empty piece. */
function* pieces(plain: Iterable<Uint8Array>): Generator<{ piece: Buffer; index: number; last: boolean }> {
  let held: Buffer = Buffer.alloc(0)
  let index = 0
  for (const part of plain) {
    held = held.length === 0 ? Buffer.from(part) : Buffer.concat([held, part])
    while (held.length > chunk) {
      yield { piece: held.subarray(0, chunk), index, last: false }
      held = held.subarray(chunk)
      index += 1
    }
  }
  yield { piece: held, index, last: true }
}
