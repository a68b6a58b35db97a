import { addDays, daysBetween, type IsoDay } from './dates/days.ts'

/** Time standards by risk level, in hours or days. Defaults of the usual inter-agency procedures; each office's settings may differ. */
export interface TimeStandards {
  readonly firstResponseHours: { readonly high: number; readonly medium: number; readonly low: number }
}

/** First response after identification: 24 h for a high risk, 72 h for a medium one, a week for a low one. */
export const defaultTimeStandards: TimeStandards = { firstResponseHours: { high: 24, medium: 72, low: 168 } }

/** Days in which the later steps fall due, counted from registration. */
export const stepDays = {
  assessment: { high: 7, medium: 14, low: 14 },
  case_plan: { high: 7, medium: 14, low: 14 },
  review: { high: 30, medium: 90, low: 90 },
} as const

export type RiskLevel = 'high' | 'medium' | 'low'

export function isRiskLevel(value: string): value is RiskLevel {
  return value === 'high' || value === 'medium' || value === 'low'
}

/** The day by which the child must have been answered. A risk not yet rated counts as medium. */
export function firstResponseDue(riskLevel: string, since: IsoDay, standards: TimeStandards): IsoDay {
  const hours = standards.firstResponseHours[isRiskLevel(riskLevel) ? riskLevel : 'medium']
  return addDays(since, Math.ceil(hours / 24))
}

/** Whole days late; 0 when not late. */
export function overdueBy(due: IsoDay, today: IsoDay): number {
  return Math.max(0, daysBetween(due, today))
}
