const kib = 1024
const mib = 1024 * kib
const gib = 1024 * mib

/** What a bundle may hold. Everything is checked before the bytes it concerns are parsed. Sizes in bytes. */
export const limits = {
  /** One volume: below the FAT32 limit of 4 GiB - 1. */
  volume: gib,
  volumes: 64,
  sums: 64 * 100,
  signature: 4 * kib,
  ageHeader: 64 * kib,
  ageStanzas: 16,
  manifest: 4 * mib,
  /** One zstd frame of changes.ndjson.zst, after decompression: a batch of lines, or one line. */
  frame: mib + 512 * kib,
  window: 8 * mib,
  line: mib,
  ops: 2_000_000,
  opsInChange: 20_000,
  /** Changes of one chain told once more, and changes of one chain that are held in part and told so. */
  again: 100_000,
  partly: 50_000,
  /** Cases that urgent bundles brought ahead of the ordinary way. */
  early: 10_000,
  /** Changes, of all cases together, that are told to be lacking: well below the length of a manifest. */
  lacking: 20_000,
  attachment: 25 * mib,
  /** Attachments of one bundle; what remains follows in later ones. */
  attachments: gib,
  attachmentCount: 5000,
  /** All that comes out of the encryption, decompressed. */
  total: 2 * gib,
  /** A bundle's number may lie this far above the last one taken from the same sender. */
  numberJump: 10_000,
  /** Revocations that travel along: the newest. */
  revocations: 500,
  /** What is gathered before it is compressed and encrypted. */
  batch: 256 * kib,
} as const
