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

/** A PDF of these pages: what each draws, over the standard font `F1` and the fax picture `Im1`, an inch of black. */
export function pdfOf(...pages: readonly string[]): Buffer {
  // CCITT G4: every row like the white one above it, here read as black.
  const fax = Buffer.from([0xff, 0xff, 0xff, 0xff, 0x00, 0x10, 0x01])
  const stream = (entries: string, data: Buffer): Buffer =>
    Buffer.concat([Buffer.from(`<< ${entries} /Length ${data.length} >>\nstream\n`), data, Buffer.from('\nendstream')])
  const picture =
    '/Type /XObject /Subtype /Image /Width 32 /Height 32 /ColorSpace /DeviceGray /BitsPerComponent 1 /Decode [1 0] /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 32 /Rows 32 >>'
  const kids = pages.map((_page, index) => `${5 + 2 * index} 0 R`).join(' ')
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'),
    stream(picture, fax),
    ...pages.flatMap((page, index) => [
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents ${6 + 2 * index} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /Im1 4 0 R >> >> >>`,
      ),
      stream('', Buffer.from(page)),
    ]),
  ]
  const parts = [Buffer.from('%PDF-1.7\n')]
  const places: number[] = []
  let size = 9
  for (const [index, object] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')])
    places.push(size)
    size += part.length
    parts.push(part)
  }
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const count = objects.length + 1
  const end = `xref\n0 ${count}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${size}\n%%EOF\n`
  return Buffer.concat([...parts, Buffer.from(end)])
}
