import { LakanaError } from '../../contract/errors.ts'

/**
 * The smallest ustar that Debian's `tar` reads: regular files with plain ASCII names, everything else fixed. Our own because tar
 * libraries accept what must be refused here (links, devices, pax headers, paths): a header is valid only when it is, byte for byte,
 * the one that `tarHeader` makes.
 */
export const tarBlock = 512

/** Header of a regular file. @param size bytes, at most 8 GiB - 1 */
export function tarHeader(name: string, size: number): Buffer {
  const header = Buffer.alloc(tarBlock)
  header.write(name, 0, 100, 'latin1')
  header.write('0000644\0' + '0000000\0' + '0000000\0', 100, 'latin1')
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1')
  header.write('00000000000\0', 136, 'latin1')
  header.write('        ', 148, 'latin1')
  header.write('0', 156, 'latin1')
  header.write('ustar\0' + '00', 257, 'latin1')
  header.write('0000000\0' + '0000000\0', 329, 'latin1')
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return header
}

/** Zero bytes that fill the last block of an entry. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((tarBlock - (size % tarBlock)) % tarBlock)
}

/** Two zero blocks. */
export const tarEnd: Buffer = Buffer.alloc(2 * tarBlock)

/** Bytes of an entry with header and padding. */
export function tarEntrySize(size: number): number {
  return tarBlock + size + tarPadding(size).length
}

const namePattern = /^[A-Za-z0-9._/-]{1,100}$/

/**
 * Name and size in a header block, or null for a zero block (end of the archive).
 * @throws bundle.damaged when the block is not exactly a header of ours
 */
export function readTarHeader(block: Buffer): { name: string; size: number } | null {
  if (block.length !== tarBlock) throw new LakanaError('bundle.damaged', { part: 'tar' })
  if (block.every((byte) => byte === 0)) return null
  const nameEnd = block.indexOf(0)
  const name = block.toString('latin1', 0, nameEnd < 0 || nameEnd > 100 ? 100 : nameEnd)
  const digits = block.toString('latin1', 124, 135)
  if (!namePattern.test(name) || !/^[0-7]{11}$/.test(digits)) throw new LakanaError('bundle.damaged', { part: 'tar' })
  const size = Number.parseInt(digits, 8)
  if (!tarHeader(name, size).equals(block)) throw new LakanaError('bundle.damaged', { part: 'tar' })
  return { name, size }
}

export function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0)
}
