import assert from 'node:assert/strict'
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { LakanaError } from '../../src-main/contract/errors.ts'
import { openAge } from '../../src-main/exchange/container/age.ts'
import { readEnvelope } from '../../src-main/exchange/container/envelope.ts'
import { InnerReader } from '../../src-main/exchange/container/inner-read.ts'
import { readOuter } from '../../src-main/exchange/container/outer-read.ts'
import type { Source } from '../../src-main/exchange/container/source.ts'
import { readTarHeader } from '../../src-main/exchange/container/tar.ts'
import { readLine } from '../../src-main/exchange/lines/read-line.ts'
import { decodeText, readManifest } from '../../src-main/exchange/manifest.ts'
import { openOutside } from '../../src-main/exchange/open-bundle.ts'
import { takeContent } from '../../src-main/exchange/take-content.ts'
import { peerOf } from '../../src-main/store/peers.ts'
import { stateHash } from '../../src-main/store/state-hash.ts'
import { bytesOf, newRegion } from '../support/desk.ts'
import { Cast } from './cast.ts'
import { writeLetter } from './letter.ts'
import { mutated, seeded } from './mutate.ts'
import { register } from './work.ts'

interface Target {
  readonly sound: Buffer
  read(bytes: Buffer): unknown
}

export interface Parsed {
  readonly inputs: number
  /** How often each reader refused with each code; `read` where the change made no difference to it. */
  readonly outcomes: Readonly<Record<string, number>>
  /** Milliseconds of the slowest. */
  readonly slowest: number
}

/** No input of ours may take a reader longer, in milliseconds; a busy machine included. */
const patience = 5000

/**
 * Changes a sound bundle at every depth and gives it to what reads it there. Throws where anything but a code of the program comes out, or
 * an import that was refused has changed something.
 */
export async function fuzzParsers(seconds: number, seed: number): Promise<Parsed> {
  const world = await newRegion()
  const { targets, close } = await targetsOf(world)
  const names = Object.keys(targets)
  const random = seeded(seed)
  const outcomes: Record<string, number> = {}
  const until = performance.now() + seconds * 1000
  let [inputs, slowest] = [0, 0]
  try {
    for (; performance.now() < until; inputs += 1) {
      const name = names[inputs % names.length] ?? ''
      const target = targets[name]
      if (!target) continue
      const bytes = mutated(target.sound, random)
      const began = performance.now()
      const outcome = `${name}: ${await outcomeOf(() => target.read(bytes))}`
      const took = performance.now() - began
      assert.ok(took < patience, `${outcome} took ${took} ms: ${bytes.toString('base64')}`)
      slowest = Math.max(slowest, took)
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    }
  } finally {
    close()
    world.close()
  }
  return { inputs, outcomes, slowest: Math.round(slowest) }
}

async function outcomeOf(read: () => unknown): Promise<string> {
  try {
    await read()
    return 'read'
  } catch (error) {
    if (error instanceof LakanaError && error.code !== 'call.internal') return error.code
    throw error
  }
}

async function targetsOf(
  world: Awaited<ReturnType<typeof newRegion>>,
): Promise<{ targets: Readonly<Record<string, Target>>; close(): void }> {
  const { region, districts, key } = world
  const district = districts[0]!
  district.child('Ouédraogo', 3)
  district.child('Sawadogo', 0)
  const { path } = await district.send(key)
  const whole = bytesOf(path)
  const identities = [region.self.ageIdentity]
  const at = readOuterOf(path, whole.length)
  const payload = whole.subarray(at.payload.offset, at.payload.offset + at.payload.size)
  const inner = Buffer.concat([...(await openAge(sourceOf(payload), identities)).chunks()])
  const reader = new InnerReader([inner])
  const manifest = reader.manifest()
  const [line = Buffer.alloc(0)] = split(Buffer.concat([...reader.lines()]))
  const fd = openSync(join(key, 'fuzz.lkb'), 'w+')
  const put = (bytes: Buffer): { fd: number; size: number } => {
    ftruncateSync(fd, 0)
    writeSync(fd, bytes, 0, bytes.length, 0)
    return { fd, size: bytes.length }
  }
  const targets = {
    container: { sound: whole, read: (bytes: Buffer) => openOutside(region.db, region.self, [put(bytes)]) },
    envelope: {
      sound: Buffer.from(at.signature.comment),
      read: (bytes: Buffer) => readEnvelope(bytes.toString('latin1')),
    },
    header: { sound: Buffer.from(whole.subarray(0, 512)), read: readTarHeader },
    age: {
      sound: payload,
      read: async (bytes: Buffer) => readInner([...(await openAge(sourceOf(bytes), identities)).chunks()]),
    },
    content: { sound: inner, read: (bytes: Buffer) => readInner([bytes]) },
    manifest: { sound: manifest, read: readManifest },
    line: { sound: line, read: (bytes: Buffer) => readLine(decodeText(bytes), true) },
    import: await importOf(),
  }
  return { targets, close: () => closeSync(fd) }
}

/** The whole import behind the encryption: as if somebody with a valid key had sent it. */
async function importOf(): Promise<Target> {
  const cast = await Cast.gather()
  const { A1 } = cast.enter()
  for (const digit of ['1', '2']) {
    register(A1, {
      caseId: digit.repeat(32),
      consent: `${digit}c`.repeat(16),
      form: `${digit}a`.repeat(16),
      row: `${digit}b`.repeat(16),
    })
  }
  const letter = await writeLetter(A1, peerOf(A1.db, '90'.repeat(16))!)
  // What is taken is taken back before the next one.
  cast.hold()
  const own = Buffer.from(JSON.stringify(letter.manifest))
  const sound = Buffer.concat([own, Buffer.from('\n'), letter.lines])
  return {
    sound,
    read: async (bytes) => {
      const { R } = cast.enter()
      const before = stateHash(R.db)
      const [first = Buffer.alloc(0), ...lines] = split(bytes)
      try {
        const manifest = first.equals(own) ? letter.manifest : readManifest(first)
        const peer = peerOf(R.db, A1.self.replica)!
        await takeContent(R.working(''), { peer, sumsHash: letter.sumsHash }, manifest, {
          lines: linesOf(lines),
          files: noFiles,
        })
      } catch (error) {
        assert.equal(stateHash(R.db), before)
        throw error
      }
    },
  }
}

function linesOf(lines: readonly Buffer[]): () => Generator<Buffer> {
  return function* () {
    for (const line of lines) yield Buffer.concat([line, Buffer.from('\n')])
  }
}

function* noFiles(): Generator<never> {}

function readInner(chunks: readonly Buffer[]): void {
  const inner = new InnerReader(chunks)
  const { attachments } = readManifest(inner.manifest())
  for (const batch of inner.lines()) for (const line of split(batch)) readLine(decodeText(line), true)
  for (const file of inner.files(attachments)) for (const _ of file.chunks());
}

function split(text: Buffer): Buffer[] {
  const lines: Buffer[] = []
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf(10, at)
    lines.push(text.subarray(at, end < 0 ? text.length : end))
    at = end < 0 ? text.length : end + 1
  }
  return lines
}

function readOuterOf(path: string, size: number): ReturnType<typeof readOuter> {
  const fd = openSync(path, 'r')
  try {
    return readOuter(fd, size)
  } finally {
    closeSync(fd)
  }
}

const sourceOf = (bytes: Buffer): Source => ({
  size: bytes.length,
  read: (offset, length) => {
    if (offset + length > bytes.length) throw new LakanaError('bundle.truncated')
    return Buffer.from(bytes.subarray(offset, offset + length))
  },
})
