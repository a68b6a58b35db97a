/** Marks that make a name read otherwise than it is: other directions, nothing to see, control. */
const deceiving = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** A file's name as it may be shown: one line, no tricks, at most 120 characters with its extension. */
export function shownName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(deceiving, '')
    .replace(/[/\\:*?"<>|]/g, ' ')
    .replace(/\s+/g, ' ')
  const trimmed = plain.replace(/[. ]+$/, '').trim()
  if (trimmed.length <= 120) return trimmed === '' ? 'fichier' : trimmed
  const dot = trimmed.lastIndexOf('.')
  const extension = dot > 0 && trimmed.length - dot <= 6 ? trimmed.slice(dot) : ''
  return `${trimmed.slice(0, 120 - extension.length).toWellFormed()}${extension}`
}
