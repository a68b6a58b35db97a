/** Letters of the languages of Burkina Faso that do not fall apart into a plain letter and a mark. */
const plain: Readonly<Record<string, string>> = {
  ɛ: 'e',
  ɔ: 'o',
  ŋ: 'n',
  ɩ: 'i',
  ʋ: 'u',
  ɓ: 'b',
  ɗ: 'd',
  ƴ: 'y',
  ɲ: 'n',
  ə: 'e',
  ǝ: 'e',
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  ß: 'ss',
  ı: 'i',
}
const special = new RegExp(`[${Object.keys(plain).join('')}]`, 'g')
const ascii = /^[a-z0-9 ]*$/

/** Lower-case ASCII words parted by single spaces: accents, tone marks, apostrophes and every other sign gone. `N’Do-Kaɓoré` → `ndo kabore`. */
export function foldName(text: string): string {
  const lower = text.toLowerCase()
  const letters = ascii.test(lower)
    ? lower
    : lower
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .replace(special, (letter) => plain[letter] ?? '')
        .replace(/['\u2018\u2019\u02bc`´]/g, '')
        .replace(/[^a-z0-9]/g, ' ')
  return letters.replace(/ +/g, ' ').trim()
}

/** The words of a name, folded, in their order. */
export function nameTokens(text: string): string[] {
  const folded = foldName(text)
  return folded === '' ? [] : folded.split(' ')
}

const vowels = 'aeiou'

/** Spelling rules of names as they are written in Burkina Faso, in this order. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/ou(?=[aeio])/g, 'w'],
  [/ou/g, 'u'],
  [/kp|gb/g, 'b'],
  [/d(?:j|i(?=[aeou]))/g, 'j'],
  [/gu(?=[ei])/g, 'g'],
  [/qu|ck/g, 'k'],
  [/tch|ch|sh/g, 's'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/ph/g, 'f'],
  [/v/g, 'w'],
  [/th/g, 't'],
  [/h/g, ''],
  [/z/g, 's'],
  [/y/g, 'i'],
  [/(.)\1+/g, '$1'],
]

/** How a folded word sounds: the spelling rules applied, a final e dropped. Equal for `kabore` and `cabore`. */
export function soundOf(token: string): string {
  let sound = token
  for (const [pattern, replacement] of rules) sound = sound.replace(pattern, replacement)
  return sound.length > 2 && sound.endsWith('e') ? sound.slice(0, -1) : sound
}

/** The sound of a folded word without its vowels, but for a first one: `ouedraogo` and `wedraogo` → `wdrg`, `abdoulaye` → `abdl`. */
export function phoneticKey(token: string): string {
  return skeletonOf(soundOf(token))
}

/** Consonants of a sound behind its first letter; a consonant heard twice with only vowels between stays twice. */
export function skeletonOf(sound: string): string {
  let key = sound.charAt(0)
  for (let index = 1; index < sound.length; index++) {
    const letter = sound.charAt(index)
    if (!vowels.includes(letter)) key += letter
  }
  return key
}
