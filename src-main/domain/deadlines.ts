import { boundsOf } from './dates/bounds.ts'
import { addDays, addMonths, daysBetween, type IsoDay } from './dates/days.ts'
import type { PartialDate } from './forms/types.ts'

export const ratedRisks = ['low', 'medium', 'high'] as const
export type RatedRisk = (typeof ratedRisks)[number]
export type ByRisk<T> = Readonly<Record<RatedRisk, T>>

/**
 * Time standards of case management, by risk level; every office may set its own. Defaults are those of usual inter-agency procedures, to be
 * confirmed by the ministry.
 */
export interface TimeStandards {
  /** Hours from identification to the first response. */
  readonly firstResponseHours: ByRisk<number>
  /** Hours from registration to the rapid assessment. */
  readonly initialAssessmentHours?: ByRisk<number>
  /** Days from registration to the finished comprehensive assessment. */
  readonly assessmentDays?: ByRisk<number>
  /** Days from the assessment to the agreed plan. */
  readonly casePlanDays?: ByRisk<number>
  /** Greatest number of days between two contacts. */
  readonly followUpDays?: ByRisk<number>
  /** Greatest number of months between two reviews. */
  readonly reviewMonths?: ByRisk<number>
  /** Visits after a reunification, in days from it. */
  readonly afterReunificationDays?: ByRisk<readonly number[]>
}

export const defaultTimeStandards: Required<TimeStandards> = {
  firstResponseHours: { high: 24, medium: 72, low: 168 },
  initialAssessmentHours: { high: 24, medium: 72, low: 168 },
  assessmentDays: { high: 7, medium: 14, low: 14 },
  casePlanDays: { high: 7, medium: 14, low: 14 },
  followUpDays: { high: 7, medium: 14, low: 30 },
  reviewMonths: { high: 1, medium: 3, low: 3 },
  afterReunificationDays: { high: [7, 30, 90, 180, 365], medium: [7, 30, 90, 180, 365], low: [30, 90, 180] },
}

/** The standards in force: those of the office, and the defaults where it has none. */
export function standardsInForce(own: Partial<TimeStandards>): Required<TimeStandards> {
  return { ...defaultTimeStandards, ...own }
}

/**
 * Day by which the first response is due, from the identification of the child, or its registration where that is all that is known. Dates not
 * known to the day count from their first day. A risk not yet rated counts as medium.
 */
export function firstResponseDue(
  riskLevel: string | null,
  from: PartialDate | IsoDay,
  standards: Pick<TimeStandards, 'firstResponseHours'>,
): IsoDay {
  const hours = standards.firstResponseHours[ratedRisk(riskLevel)]
  return addDays(typeof from === 'string' ? from : boundsOf(from).from, Math.ceil(hours / 24))
}

export const steps = ['first-response', 'assessment', 'case-plan', 'follow-up', 'review'] as const
export type Step = (typeof steps)[number]

/** Days on which the steps of a case were taken, as far as they were. */
export interface StepsTaken {
  readonly identified: IsoDay
  readonly registered: IsoDay
  readonly assessed?: IsoDay
  readonly planned?: IsoDay
  readonly lastContact?: IsoDay
  readonly lastReview?: IsoDay
}

/**
 * Due day of each step: the first response, the assessment and the plan from the beginning, follow-up and review once there is a plan. What is not
 * given in the office's own standards is taken from the defaults.
 */
export function dueDays(
  riskLevel: string | null,
  taken: StepsTaken,
  own: Partial<TimeStandards>,
): ReadonlyMap<Step, IsoDay> {
  const standards = standardsInForce(own)
  const risk = ratedRisk(riskLevel)
  const assessment = addDays(taken.registered, standards.assessmentDays[risk])
  const due = new Map<Step, IsoDay>([
    ['first-response', firstResponseDue(risk, taken.identified, standards)],
    ['assessment', assessment],
    ['case-plan', addDays(taken.assessed ?? assessment, standards.casePlanDays[risk])],
  ])
  const { planned } = taken
  if (planned === undefined) return due
  due.set('follow-up', addDays(taken.lastContact ?? planned, standards.followUpDays[risk]))
  due.set('review', addMonths(taken.lastReview ?? planned, standards.reviewMonths[risk]))
  return due
}

/** Days past the due day; 0 while it is not past. */
export function overdueBy(due: IsoDay, today: IsoDay): number {
  return Math.max(0, daysBetween(due, today))
}

function ratedRisk(riskLevel: string | null): RatedRisk {
  return ratedRisks.find((each) => each === riskLevel) ?? 'medium'
}
