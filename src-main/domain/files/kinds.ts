/** The files that a case may hold, told by their first bytes, never by their names. */
export const fileTypes = ['image/jpeg', 'image/png', 'application/pdf', 'audio/mpeg', 'audio/mp4'] as const
export type FileType = (typeof fileTypes)[number]

/** No file of a case is larger. Bytes. */
export const maxFileBytes: number = 25 * 1024 * 1024

/** How many first bytes `kindOf` wants to see. */
export const headBytes = 16

/** What a file is by its first bytes, or null for everything that no case may hold (documents with macros, SVG, HTML, programs, …). */
export function kindOf(head: Uint8Array): FileType | null {
  if (begins(head, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (begins(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (begins(head, ascii('%PDF-'))) return 'application/pdf'
  if (begins(head, ascii('ID3')) || isMpegAudio(head)) return 'audio/mpeg'
  if (begins(head.subarray(4), ascii('ftypM4A')) || begins(head.subarray(4), ascii('ftypmp42'))) return 'audio/mp4'
  return null
}

export function isImage(type: string): boolean {
  return type === 'image/jpeg' || type === 'image/png'
}

/**
 * Does an image carry anything but its picture: place and device of the photo (EXIF), texts, previews? Such a one is drawn anew by the
 * window before it is kept.
 */
export function isBarePicture(type: FileType, bytes: Uint8Array): boolean {
  if (type === 'image/jpeg') return jpegIsBare(bytes)
  return type !== 'image/png' || pngIsBare(bytes)
}

/** MPEG audio layer III: eleven set bits, a version, the layer. */
function isMpegAudio(head: Uint8Array): boolean {
  return head[0] === 0xff && [0xfb, 0xf3, 0xf2, 0xfa].includes(head[1] ?? 0)
}

/** Markers up to the picture itself; APP0 (JFIF), APP2 (colour profile) and APP14 (Adobe's colour transform) say nothing of the child. */
function jpegIsBare(bytes: Uint8Array): boolean {
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xda) return true
    const isApp = marker >= 0xe0 && marker <= 0xef
    if (marker === 0xfe || (isApp && ![0xe0, 0xe2, 0xee].includes(marker))) return false
    at += 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0)
  }
  return false
}

const pngTexts = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME']

function pngIsBare(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (name === 'IEND') return true
    if (pngTexts.includes(name)) return false
  }
  return false
}

function begins(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}

function ascii(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0))
}
