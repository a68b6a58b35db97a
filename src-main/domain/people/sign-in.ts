import { foldName } from '../names/fold.ts'

/** What a sign-in name may be: letters and signs that every keyboard has, whichever way its keys lie. */
export const signInPattern: RegExp = /^[a-z0-9._-]{2,40}$/

/**
 * "Rasmata Sawadogo" → `rasmata.s`, or with more of the family name when that one is taken: letters and one dot, which need neither an
 * accent nor AltGr on an AZERTY keyboard.
 */
export function suggestSignIn(person: string, taken: ReadonlySet<string> = new Set()): string {
  const words = foldName(person)
    .split(' ')
    .filter((word) => word !== '')
  const first = (words[0] ?? '').slice(0, 25)
  const last = words.length > 1 ? (words.at(-1) ?? '').slice(0, 12) : ''
  if (last === '') return unused(first, taken)
  for (let letters = 1; letters <= last.length; letters += 1) {
    const name = `${first}.${last.slice(0, letters)}`
    if (!taken.has(name)) return name
  }
  return unused(`${first}.${last}`, taken)
}

function unused(name: string, taken: ReadonlySet<string>): string {
  if (name === '' || !taken.has(name)) return name
  for (let number = 2; ; number += 1) if (!taken.has(`${name}${number}`)) return `${name}${number}`
}
