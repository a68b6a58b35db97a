import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { en } from './en/index.ts'
import { type Dictionary, fr } from './fr/index.ts'

export type Language = 'fr' | 'en'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    keySeparator: false
    resources: Dictionary
  }
}

const keptKey = 'lakana.language'

/** Chosen in this window, else what the shell was started with. */
function firstLanguage(): Language {
  const kept = sessionStorage.getItem(keptKey)
  return kept === 'fr' || kept === 'en' ? kept : window.lakana.language
}

export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: 'fr',
    resources: { fr, en },
    defaultNS: 'common',
    ns: Object.keys(fr),
    keySeparator: false,
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  })
  document.documentElement.lang = language()
}

export function language(): Language {
  return i18next.language === 'en' ? 'en' : 'fr'
}

/** The present language, followed by the component that asks. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'fr'
}

export async function speak(next: Language): Promise<void> {
  sessionStorage.setItem(keptKey, next)
  await i18next.changeLanguage(next)
  document.documentElement.lang = next
}

/** What the person's account or the office's settings say, unless the person or the command line chose otherwise. */
export async function speakByDefault(next: Language): Promise<void> {
  if (sessionStorage.getItem(keptKey) !== null || window.lakana.language === 'en' || next === language()) return
  await i18next.changeLanguage(next)
  document.documentElement.lang = next
}
