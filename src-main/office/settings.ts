import { statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { programVersion } from '../contract/build.ts'
import type { OfficeSettings } from '../contract/settings.ts'
import { wholeFile } from '../store/case-where.ts'
import { CaseLists } from '../store/cases.ts'
import { schemaVersion } from '../store/migrate.ts'
import { readAccessRules } from '../store/people.ts'
import { readSetting, readStandards, readTeamStandards, writeSetting } from '../store/settings.ts'
import { backup } from '../vault/backup.ts'
import { fingerprintWords } from '../vault/words.ts'
import type { Handlers, OpenOffice } from './context.ts'
import { defaultOpeningHours } from './exceptional.ts'
import { defaultLogYears } from './log.ts'
import { defaultIdleMinutes } from './opening.ts'

type SettingsCall = 'settings.get' | 'settings.set' | 'settings.backupNow' | 'settings.about'

export const settingsHandlers: Handlers<SettingsCall> = {
  'settings.get': (_input, _context, office) => read(office),
  'settings.set': (input, _context, office) => {
    office.db
      .transaction(() => {
        for (const [name, value] of Object.entries(input)) if (value !== undefined) writeSetting(office.db, name, value)
        if (input.standards) office.ledger.redraw()
      })
      .immediate()
    return read(office)
  },
  'settings.backupNow': (_input, { machine }, office) => {
    const about = backup(office.vault, 'by-hand', machine.now())
    return { at: about.at, verified: true, where: 'pc' }
  },
  'settings.about': (_input, context, office) => {
    const folder = statfsSync(context.home)
    return {
      version: programVersion,
      home: context.home,
      databaseBytes: statSync(join(context.home, 'office.db')).size,
      cases: new CaseLists(office.db, wholeFile).facets().total,
      changes: office.ledger.countAbove({}),
      schema: schemaVersion(office.db),
      words: fingerprintWords(Buffer.from(office.self.signPublic, 'base64url')),
      freeBytes: folder.bavail * folder.bsize,
    }
  },
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
