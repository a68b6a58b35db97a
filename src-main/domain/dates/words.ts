import type { Language } from '../forms/types.ts'

/** Words of dates and ages, as they are written. */
export const monthNames: Readonly<Record<Language, readonly string[]>> = {
  fr: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
}

/** As they are typed: lower case, without accents, three letters at least. */
const typed: Readonly<Record<Language, readonly string[]>> = {
  fr: [
    'janvier',
    'fevrier',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'aout',
    'septembre',
    'octobre',
    'novembre',
    'decembre',
  ],
  en: monthNames.en.map((name) => name.toLowerCase()),
}

/** Number of the month (1 to 12) that a word begins, in this language first; null when none or several. */
export function monthOf(word: string, lang: Language): number | null {
  const plain = word.replace(/\.$/, '')
  if (plain.length < 3) return null
  for (const names of [typed[lang], typed[lang === 'fr' ? 'en' : 'fr']]) {
    const found = names.flatMap((name, index) => (name.startsWith(plain) ? [index + 1] : []))
    if (found.length === 1) return found[0] ?? null
  }
  return null
}
