import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import type { LogBreak } from '../contract/log.ts'
import { canonical } from '../domain/ledger/canonical.ts'
import { readCertificate } from '../domain/trust/certificate.ts'
import { type Fields, readSignedText, signedText } from '../domain/trust/signed-text.ts'
import {
  type ArchiveRow,
  allArchives,
  type ClosedYear,
  replaceByArchive,
  yearsBefore,
} from '../store/access-archive.ts'
import { beforeFirst, type LogHead, type LogLine } from '../store/access-log.ts'
import { checkLines, verifyAccessLog } from '../store/access-log-check.ts'
import { allCertificates, certificateOf } from '../store/certificates.ts'
import { parentPeer } from '../store/peers.ts'
import type { SelfRow } from '../store/self.ts'
import { encryptTo } from './container/age.ts'
import { signWith, verifyText } from './keys.ts'
import { placeFile } from './place-file.ts'

const title = "LAKANA ACCESS LOG ARCHIVE v1 (archive du journal d'acces)"

/**
 * Closes every year written before `limit` (ISO day) into an archive signed by this installation: it stays in the encrypted file, and
 * the lines leave the log. To be called in a transaction. @param time as the clock claims
 */
export function closeYears(db: Database, self: SelfRow, limit: string, time: string): ArchiveRow[] {
  const closed = [...yearsBefore(db, limit)].map((year) => archiveOf(year, self, time))
  for (const archive of closed) replaceByArchive(db, archive)
  return closed
}

function archiveOf({ year, before, lines }: ClosedYear, self: SelfRow, time: string): ArchiveRow {
  const text = lines.map((line) => `${canonical({ ...line })}\n`).join('')
  const last = lines.at(-1)
  const [fromN, toN, head] = [before.count + 1, last?.n ?? before.count, last?.hash ?? before.hash]
  const doc = signedText(
    title,
    {
      closedAt: time,
      from: fromN,
      hash: head,
      office: self.office.code,
      prev: before.hash,
      replica: self.replica,
      sha256: hash('sha256', text, 'hex'),
      sign: self.signPublic,
      to: toN,
      year,
    },
    signWith(self.signSecret),
  )
  return { toN, fromN, year, prev: before.hash, hash: head, doc, lines: zstdCompressSync(text) }
}

const textOf = ({ lines }: ArchiveRow): string => zstdDecompressSync(lines).toString('utf8')

/** The lines of an archive, the oldest first. @throws vault.database-damaged when they are not what was signed */
export function linesOf(archive: ArchiveRow): LogLine[] {
  const text = textOf(archive)
  if (contentOf(archive)?.sha256 !== hash('sha256', text, 'hex')) throw new LakanaError('vault.database-damaged')
  const rows = text.split('\n').filter((line) => line !== '')
  return rows.map((line) => JSON.parse(line) as LogLine)
}

function contentOf({ doc }: ArchiveRow): Fields | null {
  const read = readSignedText(title, doc)
  return read ? (read.content as Fields) : null
}

/** Walks every archive and then the open log; names the first broken link. */
export function verifyWholeLog(
  db: Database,
  self: SelfRow,
  tick: (done: number) => void,
): { lines: number; broken: LogBreak | null } {
  let head = beforeFirst
  let lines = 0
  const keys = new Set([self.signPublic, ...allCertificates(db).map(({ signPublic }) => signPublic)])
  for (const archive of allArchives(db)) {
    const next = checkArchive(archive, head, keys)
    if (!next) return { lines, broken: { n: head.count + 1, what: 'archive' } }
    lines += next.count - head.count
    head = next
    tick(lines)
  }
  const open = verifyAccessLog(db, (done) => tick(lines + done))
  return { lines: lines + open.lines, broken: open.broken }
}

/** The head after a sound archive that follows `head`; null for any other. */
function checkArchive(archive: ArchiveRow, head: LogHead, keys: ReadonlySet<string>): LogHead | null {
  const read = readSignedText(title, archive.doc)
  const said = contentOf(archive)
  if (!read || !said) return null
  const { sign, from, to, prev, hash: last } = said
  const known = typeof sign === 'string' && keys.has(sign) && verifyText(sign, read.text, read.signature)
  const agrees = from === archive.fromN && to === archive.toN && prev === archive.prev && last === archive.hash
  if (!known || !agrees || archive.prev !== head.hash || archive.fromN !== head.count + 1) return null
  try {
    const inside = checkLines(head, linesOf(archive), () => undefined)
    return inside.broken === null && inside.head.hash === last && inside.head.count === to ? inside.head : null
  } catch {
    // Bytes that do not decompress or are not the signed ones: the archive is what is broken.
    return null
  }
}

/**
 * Writes an archive for the office above: an age file for it and for this office, which opens to the signed text and the lines.
 * @returns the name taken. @throws drive.*
 */
export async function exportArchive(db: Database, self: SelfRow, archive: ArchiveRow, folder: string): Promise<string> {
  const peer = parentPeer(db, self)
  const row = peer && certificateOf(db, peer.replica)
  const above = row && !row.revoked ? readCertificate(row.doc) : null
  const recipients = [...(above ? [above.age] : []), self.ageRecipient]
  const pieces: Uint8Array[] = []
  for await (const piece of await encryptTo(recipients, plainOf(archive))) pieces.push(piece)
  const bytes = Buffer.concat(pieces)
  const name = `LKJ-${self.office.code}-${archive.year}.age`
  return placeFile(
    { folder, name, size: bytes.length },
    async (handle) => {
      await handle.write(bytes)
    },
    async (path) => bytes.equals(await readFile(path)),
  )
}

async function* plainOf(archive: ArchiveRow): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield new Uint8Array(Buffer.from(archive.doc + textOf(archive)))
}
