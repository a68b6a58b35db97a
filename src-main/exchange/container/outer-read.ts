import { hash } from 'node:crypto'
import { LakanaError } from '../../contract/errors.ts'
import { limits } from './limits.ts'
import { readSignature, type Signature } from './minisign.ts'
import { readExactly } from './source.ts'
import { payloadNames, readSums } from './sums.ts'
import { isZero, readTarHeader, tarBlock, tarEnd, tarPadding } from './tar.ts'

/** The three entries of a bundle file, their places and sizes checked; neither signature nor payload hash checked yet. */
export interface Outer {
  readonly sums: string
  /** SHA-256 of SHA256SUMS: the identity of a bundle, whatever its files are called. */
  readonly sumsHash: string
  /** Of each part of the payload, in order. */
  readonly hashes: readonly string[]
  /** Which part lies in this file, from 0. */
  readonly part: number
  readonly signature: Signature
  /** Text of the signature, equal in all files of a bundle. */
  readonly signed: string
  readonly payload: { readonly offset: number; readonly size: number }
}

/**
 * Reads the outside of a bundle file of `size` bytes.
 * @throws bundle.not-a-bundle, bundle.truncated, bundle.damaged, bundle.too-large
 */
export function readOuter(fd: number, size: number): Outer {
  if (size > limits.volume) throw new LakanaError('bundle.too-large', { bytes: size })
  const sums = entry(fd, size, 0, ['SHA256SUMS'], limits.sums)
  const signed = entry(fd, size, sums.end, ['SHA256SUMS.minisig'], limits.signature)
  const text = asciiAt(fd, sums.start, sums.size)
  const hashes = readSums(text)
  const names = payloadNames(hashes.length)
  const payload = entry(fd, size, signed.end, names, limits.volume)
  const expected = payload.end + tarEnd.length
  if (size < expected) throw new LakanaError('bundle.truncated', { bytes: size, expected })
  if (size > expected || !isZero(readExactly(fd, payload.end, tarEnd.length))) throw damaged()
  const signedText = asciiAt(fd, signed.start, signed.size)
  return {
    sums: text,
    sumsHash: hash('sha256', text, 'hex'),
    hashes,
    part: names.indexOf(payload.name),
    signature: readSignature(signedText),
    signed: signedText,
    payload: { offset: payload.start, size: payload.size },
  }
}

function entry(
  fd: number,
  fileSize: number,
  at: number,
  names: readonly string[],
  most: number,
): { name: string; start: number; size: number; end: number } {
  const start = at + tarBlock
  if (fileSize < start)
    throw new LakanaError(looksLikeOurs(fd, at, fileSize) ? 'bundle.truncated' : 'bundle.not-a-bundle')
  if (at === 0 && !looksLikeOurs(fd, 0, fileSize)) throw new LakanaError('bundle.not-a-bundle')
  const header = readTarHeader(readExactly(fd, at, tarBlock))
  if (!header || !names.includes(header.name)) throw damaged()
  if (header.size > most) throw new LakanaError('bundle.too-large', { part: header.name })
  const padding = tarPadding(header.size).length
  const end = start + header.size + padding
  if (fileSize < end) throw new LakanaError('bundle.truncated', { bytes: fileSize, expected: end + tarEnd.length })
  if (!isZero(readExactly(fd, end - padding, padding))) throw damaged()
  return { name: header.name, start, size: header.size, end }
}

/** Does the file begin as a bundle does, as far as it goes? */
function looksLikeOurs(fd: number, at: number, fileSize: number): boolean {
  if (at > 0) return true
  const name = Buffer.from('SHA256SUMS\0')
  const length = Math.min(name.length, fileSize)
  return readExactly(fd, 0, length).equals(name.subarray(0, length))
}

function asciiAt(fd: number, start: number, size: number): string {
  const bytes = readExactly(fd, start, size)
  if (bytes.some((byte) => byte > 126 || (byte < 32 && byte !== 10))) throw damaged()
  return bytes.toString('latin1')
}

function damaged(): LakanaError {
  return new LakanaError('bundle.damaged', { part: 'container' })
}
