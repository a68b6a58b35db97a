import { isImage } from '../../src-main/domain/files/kinds.ts'
import type { FileRef } from '../../src-main/domain/forms/types.ts'
import { ask } from '../office/client.ts'

/** Long side of a kept picture: a sheet of paper stays legible, a photo weighs some hundred kilobytes. */
const longSide = 2200
const quality = 0.85

/**
 * Keeps a file of a drive. A picture is drawn anew first: nothing of the phone, the place or the day comes along, and nothing that might
 * lie hidden in the file.
 */
export async function keepFromDrive(path: string): Promise<FileRef> {
  const { name, type, data } = await ask('attachments.pick', { path })
  return keep(name, type, fromBase64(data))
}

/** Keeps a file that was dropped on the page. The office looks at its first bytes itself. */
export async function keepDropped(file: File): Promise<FileRef> {
  return keep(file.name, file.type, new Uint8Array(await file.arrayBuffer()))
}

async function keep(name: string, type: string, bytes: Uint8Array<ArrayBuffer>): Promise<FileRef> {
  if (!isImage(type)) return ask('attachments.keep', { name, data: toBase64(bytes) })
  const drawn = await redraw(new Blob([bytes], { type }))
  const stem = name.replace(/\.[^.]*$/, '')
  return ask('attachments.keep', { name: `${stem}.jpg`, data: toBase64(drawn ?? bytes) })
}

/** The picture alone, upright, as JPEG; null where the browser cannot read it (the office then says what is wrong). */
async function redraw(blob: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  const picture = await createImageBitmap(blob).catch(() => null)
  if (picture === null) return null
  const scale = Math.min(1, longSide / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const pen = canvas.getContext('2d')
  if (pen === null) return null
  pen.fillStyle = 'white'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
  return drawn === null ? null : new Uint8Array(await drawn.arrayBuffer())
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text)
  const bytes = new Uint8Array(letters.length)
  for (let index = 0; index < letters.length; index += 1) bytes[index] = letters.charCodeAt(index)
  return bytes
}

function toBase64(bytes: Uint8Array): string {
  let letters = ''
  for (let at = 0; at < bytes.length; at += 32_768) letters += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return btoa(letters)
}
