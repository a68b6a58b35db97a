import { createHash } from 'node:crypto'
import { closeSync, openSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encryptTo, openAge } from '../../src-main/exchange/container/age.ts'
import { type Envelope, envelopeText, readEnvelope } from '../../src-main/exchange/container/envelope.ts'
import { InnerReader } from '../../src-main/exchange/container/inner-read.ts'
import { readOuter } from '../../src-main/exchange/container/outer-read.ts'
import { outerHeads, outerTail } from '../../src-main/exchange/container/outer-write.ts'
import { joined } from '../../src-main/exchange/container/source.ts'
import { tarEnd, tarHeader, tarPadding } from '../../src-main/exchange/container/tar.ts'
import { compressFrame } from '../../src-main/exchange/container/zstd-frames.ts'
import { type Manifest, manifestText } from '../../src-main/exchange/manifest.ts'
import type { Desk } from './desk.ts'

/** A bundle taken apart, to be put together otherwise: what somebody with a valid key could send. */
export interface Parts {
  readonly envelope: Envelope
  readonly manifest: Manifest
  readonly lines: readonly string[]
  readonly files: readonly (readonly [sha256: string, content: Buffer])[]
}

export interface Forging {
  readonly parts: Parts
  /** Who signs. */
  readonly by: Desk
  /** For whom it is encrypted. */
  readonly recipients: readonly string[]
  readonly folder: string
  readonly name?: string
  /** Instead of what follows from the parts. */
  readonly comment?: string
  readonly manifestText?: string
  readonly frames?: readonly Buffer[]
  readonly inner?: Buffer
}

/** Takes a bundle apart with the receiver's key. */
export async function takeApart(path: string, receiver: Desk): Promise<Parts> {
  const fd = openSync(path, 'r')
  try {
    const outer = readOuter(fd, statSync(path).size)
    const age = await openAge(joined([{ fd, ...outer.payload }]), [receiver.self.ageIdentity])
    const inner = new InnerReader(age.chunks())
    const manifest = JSON.parse(inner.manifest().toString()) as Manifest
    const text = Buffer.concat([...inner.lines()]).toString()
    const files = [...filesOf(inner, manifest)]
    return {
      envelope: readEnvelope(outer.signature.comment),
      manifest,
      lines: text.split('\n').slice(0, -1),
      files,
    }
  } finally {
    closeSync(fd)
  }
}

function* filesOf(inner: InnerReader, { attachments }: Manifest): Generator<readonly [string, Buffer]> {
  for (const file of inner.files(attachments)) yield [file.sha256, Buffer.concat([...file.chunks()])]
}

/** The inner archive of these entries, whatever they are. */
export function innerOf(entries: readonly (readonly [name: string, content: Buffer])[]): Buffer {
  const blocks = entries.flatMap(([name, content]) => [
    tarHeader(name, content.length),
    content,
    tarPadding(content.length),
  ])
  return Buffer.concat([...blocks, tarEnd])
}

/** Puts a bundle together and signs it. @returns its path */
export async function forge(forging: Forging): Promise<string> {
  const { parts, by, recipients, folder } = forging
  const text = Buffer.from(parts.lines.map((line) => `${line}\n`).join(''))
  const frames = forging.frames ?? (text.length > 0 ? [compressFrame(text)] : [])
  const manifest = Buffer.from(forging.manifestText ?? manifestText(parts.manifest))
  const inner =
    forging.inner ??
    innerOf([
      ['manifest.json', manifest],
      ['changes.ndjson.zst', Buffer.concat(frames)],
      ...parts.files.map(([sha256, content]) => [`attachments/${sha256}`, content] as const),
    ])
  const payload = await sealed(recipients, inner)
  const sha256 = createHash('sha256').update(payload).digest('hex')
  const key = { secret: by.self.signSecret, rawPublic: by.self.signPublic }
  const { heads } = outerHeads([{ sha256, size: payload.length }], forging.comment ?? envelopeText(parts.envelope), key)
  const path = join(folder, forging.name ?? `LKB-FORGED-${Math.random().toString(36).slice(2)}.lkb`)
  writeFileSync(path, Buffer.concat([...heads, payload, outerTail(payload.length)]))
  return path
}

/** The manifest for other lines: size and counts follow them. */
export function resized(manifest: Manifest, lines: readonly string[]): Manifest {
  const size = Buffer.byteLength(lines.map((line) => `${line}\n`).join(''))
  return { ...manifest, size }
}

async function sealed(recipients: readonly string[], plain: Buffer): Promise<Buffer> {
  const source = (async function* () {
    yield new Uint8Array(plain)
  })()
  const parts: Uint8Array[] = []
  for await (const part of await encryptTo(recipients, source)) parts.push(part)
  return Buffer.concat(parts)
}
