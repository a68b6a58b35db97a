import { crc32, deflateSync } from 'node:zlib'

/** Real small files, made here: no picture of anybody. */

function pngChunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(name), data])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A PNG of one colour. @param seed another seed, another file. @param more chunks before the picture */
export function png(seed: number, side = 40, more: Buffer[] = []): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(side * 3, seed & 255)])
  const rows = Buffer.concat(Array.from({ length: side }, () => row))
  rows[1] = (seed >> 8) & 255
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    pngChunk('IHDR', head),
    ...more,
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

export function pngText(text: string): Buffer {
  return pngChunk('tEXt', Buffer.from(`Comment\0${text}`))
}

/** The start of a JPEG with these segments before the picture. */
export function jpeg(...segments: { marker: number; data: Buffer }[]): Buffer {
  const parts = segments.map(({ marker, data }) => {
    const head = Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255])
    return Buffer.concat([head, data])
  })
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...parts, Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9])])
}

export const jfif = { marker: 0xe0, data: Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\0\0') }
export const exif = { marker: 0xe1, data: Buffer.from('Exif\0\0GPS 13.2 N 0.5 W') }
