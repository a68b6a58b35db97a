/** A name for a row that no other has: 128 random bits. */
export function newRowId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
