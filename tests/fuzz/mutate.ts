/** Numbers between 0 and 1 that follow from a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What parsers have stumbled over before. */
const pieces: readonly Buffer[] = [
  '"__proto__":{},',
  '"constructor":1,',
  '9007199254740993',
  '-0',
  '1e400',
  '4294967296',
  '[[[[[[[[[[[[[[[[[[[[[[[[',
  '{"a":'.repeat(40),
  '\\u0000',
  '\\ud800',
  'e\u0301',
  '\u202e',
  '77777777777',
  '../../etc/passwd',
  '\n',
  '\0'.repeat(512),
  'payload.64.age',
  '-> X25519 ',
  '-> scrypt AAAA 30\n',
  '\xff\xfe',
].map((piece) => Buffer.from(piece))

/** One to four changes of a few bytes, as damage or malice would make them. */
export function mutated(sound: Buffer, random: () => number): Buffer {
  let bytes: Buffer = Buffer.from(sound)
  const below = (limit: number): number => Math.floor(random() * limit)
  for (let times = 1 + below(4); times > 0; times -= 1) bytes = changed(bytes, below)
  return bytes
}

function changed(bytes: Buffer, below: (limit: number) => number): Buffer {
  const at = below(bytes.length + 1)
  const length = 1 + below(below(8) === 0 ? 600 : 12)
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)]
  const from = below(bytes.length)
  switch (below(7)) {
    case 0: {
      const turned = Buffer.from(bytes)
      if (at < turned.length) turned[at] = (turned[at] ?? 0) ^ (1 << below(8))
      return turned
    }
    case 1:
      return Buffer.concat([before, after.subarray(length)])
    case 2:
      return Buffer.concat([before, bytes.subarray(from, from + length), after])
    case 3:
      return Buffer.concat([
        before,
        pieces[below(pieces.length)] ?? before,
        after.subarray(below(2) === 0 ? 0 : length),
      ])
    case 4:
      return Buffer.concat([before, Buffer.from(Array.from({ length }, () => below(256))), after.subarray(length)])
    case 5:
      return below(8) === 0 ? Buffer.from(before) : otherDigit(bytes, at, below)
    default:
      return Buffer.concat([before, bytes.subarray(from, from + length), after.subarray(length)])
  }
}

/** Another digit in place of the next one: sizes, counts, sequence numbers. */
function otherDigit(bytes: Buffer, from: number, below: (limit: number) => number): Buffer {
  const other = Buffer.from(bytes)
  const at = other.findIndex((byte, index) => index >= from && byte >= 48 && byte <= 57)
  if (at >= 0) other[at] = 48 + below(10)
  return other
}
