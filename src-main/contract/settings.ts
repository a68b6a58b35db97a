import * as z from 'zod'
import { language, nothing } from './common.ts'
import { call } from './define.ts'

export const standards = z.strictObject({
  /** Hours to the first response by risk level. */
  firstResponseHours: z.strictObject({
    high: z.int().min(1).max(2000),
    medium: z.int().min(1).max(2000),
    low: z.int().min(1).max(2000),
  }),
})

const team = z.strictObject({
  casesPerWorker: z.int().min(1).max(500),
  workersPerSupervisor: z.int().min(1).max(100),
  assignHours: z.strictObject({ high: z.int().min(1).max(500), other: z.int().min(1).max(500) }),
})

const accessRules = z.strictObject({
  /** Months for which a training counts. */
  trainingMonths: z.int().min(1).max(120),
  /** Months between two reviews of an account. */
  reviewMonths: z.int().min(1).max(24),
})

export const officeSettings = z.strictObject({
  idleMinutes: z.int().min(1).max(30),
  headers: z.array(z.string().max(160)).max(4),
  division: z.enum(['pre_2025', 'post_2025']),
  language,
  standards,
  /** Whole years that lines of the access log stay open before they are closed into archives. */
  logYears: z.int().min(1).max(30),
  /** Hours that an exceptional opening of a case out of scope holds at most. */
  openingHours: z.int().min(1).max(24),
  team,
  accessRules,
})
export type OfficeSettings = z.infer<typeof officeSettings>

export const settings = {
  'settings.get': call('settings.read', nothing, officeSettings),
  'settings.set': call('settings.write', officeSettings.partial(), officeSettings, {
    logs: { act: 'settings.change', details: (input) => ({ settings: Object.keys(input).sort() }) },
  }),
}
