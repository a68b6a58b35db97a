import i18next from 'i18next'
import { en } from '../../../src-renderer/language/en/index.ts'
import { type Dictionary, fr } from '../../../src-renderer/language/fr/index.ts'

export type Language = 'fr' | 'en'

type Plain<K> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K
type Params = Readonly<Record<string, string | number>>

/** The program's own words: a step asks for the button by what it says on the screen, in the language of the window. */
export type Say = <N extends keyof Dictionary>(
  room: N,
  key: Plain<Extract<keyof Dictionary[N], string>>,
  params?: Params,
) => string

export function wordsIn(language: Language): Say {
  const words = i18next.createInstance()
  void words.init({
    lng: language,
    resources: { fr, en },
    ns: Object.keys(fr),
    keySeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  })
  const translate = words.t as unknown as (key: string, params?: Params) => string
  return (room, key, params) => translate(`${room}:${key}`, params)
}
