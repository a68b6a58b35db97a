/** Control characters but line feed and tab, marks that turn the direction of writing, invisible spaces, byte order mark. */
const invisible =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

export interface TextKind {
  /** Line breaks are kept. */
  readonly multiline: boolean
  /** Runs of spaces become one: names and single lines. */
  readonly collapse?: boolean
}

/**
 * Text as it is kept: composed (NFC), well-formed, without invisible control characters, trimmed. Single lines have their breaks turned into
 * spaces.
 */
export function normaliseText(value: string, { multiline, collapse = !multiline }: TextKind): string {
  const composed = value
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(invisible, '')
    .replaceAll('\t', ' ')
  const lines = multiline ? composed.replace(/ +$/gm, '') : composed.replaceAll('\n', ' ')
  return (collapse ? lines.replace(/ {2,}/g, ' ') : lines).trim()
}

/** Does the text hold characters that `normaliseText` takes away and that a person could not see? */
export function hasInvisible(value: string): boolean {
  return value.search(invisible) >= 0 || !value.isWellFormed()
}

/** Names: every kind of white space becomes one plain space. */
export function normaliseName(value: string): string {
  return normaliseText(value, { multiline: false }).replace(/\s+/g, ' ').trim()
}
