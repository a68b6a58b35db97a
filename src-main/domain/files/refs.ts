/** A file as a form's field names it. */
export interface NamedFile {
  /** SHA-256 of its bytes, 64 hex characters. */
  readonly sha256: string
  readonly bytes: number
  readonly type: string
}

/** As canonical JSON writes a `FileRef` (forms/types.ts) among the values of a change: `bytes`, `name`, `sha256`, `type`. */
const pattern =
  /\{"bytes":(\d{1,9}),"name":"(?:[^"\\]|\\.)*","sha256":"([0-9a-f]{64})","type":"([a-z0-9/.+-]{1,100})"\}/g

/** The files that a canonical text names. */
export function fileRefsIn(text: string): NamedFile[] {
  if (!text.includes('"sha256":"')) return []
  return [...text.matchAll(pattern)].map(([, bytes, sha256 = '', type = '']) => ({
    sha256,
    bytes: Number(bytes),
    type,
  }))
}
