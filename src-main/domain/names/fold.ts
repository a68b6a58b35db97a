import { skeletonOf, soundOf } from './sound.ts'

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
/** Plain letters of each letter met that is not ASCII; letters only, never names. */
const met = new Map<string, string>(Object.entries(plain))

/** Lower-case ASCII words parted by single spaces: accents, tone marks, apostrophes and every other sign gone. `N’Do-Kaɓoré` → `ndo kabore`. */
export function foldName(text: string): string {
  let folded = ''
  for (const letter of text.toLowerCase()) {
    const letters = isPlain(letter) ? letter : plainOf(letter)
    if (letters !== ' ' || !folded.endsWith(' ')) folded += letters
  }
  return folded.trim()
}

function isPlain(letter: string): boolean {
  return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')
}

function plainOf(letter: string): string {
  const known = met.get(letter)
  if (known !== undefined) return known
  const letters = apostrophes.test(letter)
    ? ''
    : [...letter.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()].map((each) => plain[each] ?? each).join('')
  const result = letters === '' ? '' : letters.replace(/[^a-z0-9]/g, '') || ' '
  met.set(letter, result)
  return result
}

const apostrophes = /['\u2018\u2019\u02bc`´]/

/** The words of a name, folded, in their order. */
export function nameTokens(text: string): string[] {
  const folded = foldName(text)
  return folded === '' ? [] : folded.split(' ')
}

/** The sound of a folded word without its vowels, but for a first one: `ouedraogo` and `wedraogo` → `wdrg`, `abdoulaye` → `abdl`. */
export function phoneticKey(token: string): string {
  return skeletonOf(soundOf(token))
}
