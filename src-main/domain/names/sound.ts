const vowels = 'aeiou'

/** How one or more letters are heard, and how many letters that takes. */
type Heard = readonly [sound: string, letters: number]

/**
 * How a folded word sounds by the spelling habits of names in Burkina Faso: equal for `kabore` and `cabore`, `ouedraogo` and `wedraogo`,
 * `diallo` and `jallo`. Doubled letters become one, a final e is dropped.
 */
export function soundOf(token: string): string {
  let sound = ''
  let last = ''
  for (let index = 0; index < token.length; ) {
    const [heard, letters] = hear(token, index)
    if (heard !== last && heard !== '') {
      sound += heard
      last = heard
    }
    index += letters
  }
  return sound.length > 2 && last === 'e' ? sound.slice(0, -1) : sound
}

function hear(token: string, at: number): Heard {
  const next = token.charAt(at + 1)
  const letter = token.charAt(at)
  switch (letter) {
    case 'o':
      if (next !== 'u') return ['o', 1]
      return [isOneOf('aeio', token.charAt(at + 2)) ? 'w' : 'u', 2]
    case 'd':
      return next === 'j' || (next === 'i' && isOneOf('aeou', token.charAt(at + 2))) ? ['j', 2] : ['d', 1]
    case 'g':
      if (next === 'b') return ['b', 2]
      return next === 'u' && isOneOf('ei', token.charAt(at + 2)) ? ['g', 2] : ['g', 1]
    case 'k':
      return next === 'p' ? ['b', 2] : ['k', 1]
    case 'q':
      return ['k', next === 'u' ? 2 : 1]
    case 'c':
      if (next === 'h') return ['s', 2]
      return isOneOf('eiy', next) ? ['s', 1] : ['k', next === 'k' ? 2 : 1]
    case 's':
      return ['s', next === 'h' ? 2 : 1]
    case 't':
      if (next === 'c' && token.charAt(at + 2) === 'h') return ['s', 3]
      return ['t', next === 'h' ? 2 : 1]
    case 'p':
      return next === 'h' ? ['f', 2] : ['p', 1]
    default:
      return [alone[letter] ?? letter, 1]
  }
}

const alone: Readonly<Record<string, string>> = { v: 'w', h: '', z: 's', y: 'i' }

function isOneOf(letters: string, letter: string): boolean {
  return letter !== '' && letters.includes(letter)
}

/** Consonants of a sound behind its first letter: `wedraogo` → `wdrg`. */
export function skeletonOf(sound: string): string {
  let key = sound.charAt(0)
  for (let index = 1; index < sound.length; index++) {
    const letter = sound.charAt(index)
    if (!vowels.includes(letter)) key += letter
  }
  return key
}
