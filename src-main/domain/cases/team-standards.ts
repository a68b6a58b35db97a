/** How much work an office gives to whom, and how long a case may wait for a worker. */
export interface TeamStandards {
  /** Open cases of one worker, at most. */
  readonly casesPerWorker: number
  /** Workers of one supervisor, at most. */
  readonly workersPerSupervisor: number
  /** Hours in which a case must be given to somebody. */
  readonly assignHours: { readonly high: number; readonly other: number }
}

/** Source: the field's usual standards (25 cases, one supervisor for five to six workers) and the peer's hours to assign (3, high risk 1). */
export const defaultTeamStandards: TeamStandards = {
  casesPerWorker: 25,
  workersPerSupervisor: 6,
  assignHours: { high: 1, other: 3 },
}
