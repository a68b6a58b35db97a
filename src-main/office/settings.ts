import { type OfficeSettings, officeSettings } from '../contract/settings.ts'
import { readAccessRules } from '../store/people.ts'
import { readSetting, readStandards, readTeamStandards } from '../store/settings.ts'
import { setSettings, type ToldSettings, takeSettings } from '../store/shared-settings.ts'
import type { Handlers, OpenOffice } from './context.ts'
import { defaultOpeningHours } from './exceptional.ts'
import { defaultLogYears } from './log.ts'
import { defaultIdleMinutes } from './opening.ts'

type SettingsCall = 'settings.get' | 'settings.set'

export const settingsHandlers: Handlers<SettingsCall> = {
  'settings.get': (_input, _context, office) => read(office),
  'settings.set': (input, _context, office) => {
    office.db
      .transaction(() => {
        setSettings(office.db, input, office.self.replica)
        if (input.standards) office.ledger.redraw()
      })
      .immediate()
    return read(office)
  },
}

/** What another PC of this office has set since, inside the transaction of the import. What this program does not know as a setting is left aside. */
export function carryOutSettings({ db, ledger }: OpenOffice, told: ToldSettings): void {
  const known = Object.entries(told).filter(
    ([name, { value }]) => officeSettings.partial().safeParse({ [name]: value }).success,
  )
  if (takeSettings(db, Object.fromEntries(known)).includes('standards')) ledger.redraw()
}

function read({ db }: OpenOffice): OfficeSettings {
  return {
    idleMinutes: readSetting(db, 'idleMinutes', defaultIdleMinutes),
    headers: readSetting<string[]>(db, 'headers', []),
    division: readSetting<'pre_2025' | 'post_2025'>(db, 'division', 'post_2025'),
    openingHours: readSetting(db, 'openingHours', defaultOpeningHours),
    language: readSetting<'fr' | 'en'>(db, 'language', 'fr'),
    logYears: readSetting(db, 'logYears', defaultLogYears),
    accessRules: { ...readAccessRules(db) },
    standards: { firstResponseHours: { ...readStandards(db).firstResponseHours } },
    team: structuredClone(readTeamStandards(db)) as OfficeSettings['team'],
  }
}
