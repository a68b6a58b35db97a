const narrow = '\u202f'
const fixed = '\u00a0'

/**
 * French typography, so that sentences are written with plain spaces and straight apostrophes: narrow no-break space before
 * ; : ! ? and inside « », curled apostrophe, no break after "n°" nor before a unit.
 */
export function typesetFrench(text: string): string {
  return text
    .replace(/[ \u00a0]([;:!?»])/g, `${narrow}$1`)
    .replace(/«[ \u00a0]/g, `«${narrow}`)
    .replace(/(\p{L})'/gu, '$1’')
    .replace(/n° /g, `n°${fixed}`)
    .replace(/ (%|Go|Mo|Ko)(?=$|\W)/g, `${fixed}$1`)
}

export function typesetEnglish(text: string): string {
  return text.replace(/(\p{L})'/gu, '$1’')
}

export function typesetAll<T extends Record<string, string>>(texts: T, typeset: (text: string) => string): T {
  const done = Object.entries(texts).map(([key, text]) => [key, typeset(text)])
  return Object.fromEntries(done) as T
}
