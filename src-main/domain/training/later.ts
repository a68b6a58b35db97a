import stories from '../data/training-stories.json' with { type: 'json' }
import { addDays } from '../dates/days.ts'
import type { FormName, FormValues } from '../forms/types.ts'
import { exactly } from './birth.ts'
import { between, chance, pick } from './random.ts'
import { type Scene, told, type Visited } from './scene.ts'

/** A form of the case file filled some days after registration. */
export interface LaterForm {
  readonly form: FormName
  readonly afterDays: number
  readonly values: FormValues
}

export interface Later {
  readonly forms: readonly LaterForm[]
  readonly notes: readonly { readonly afterDays: number; readonly text: string }[]
  /** Days after registration; the last of the forms is then the closure. */
  readonly closedAfterDays: number | null
}

/** Fewest and most visits. */
const visitsOf: Readonly<Record<Visited, readonly [number, number]>> = {
  never: [0, 0],
  perhaps: [0, 2],
  surely: [1, 2],
}

/** What became of the case: visits, notes, and for some its closure. */
export function inventLater(scene: Scene): Later {
  const { random } = scene
  const visits = between(random, ...visitsOf[scene.visited])
  const forms: LaterForm[] = []
  let day = between(random, 1, 9)
  for (let visit = 0; visit < visits; visit += 1) {
    forms.push(followUp(scene, day))
    day += between(random, 10, 45)
  }
  const closes = visits > 0 && chance(random, 0.35)
  if (closes) forms.push(closure(scene, day))
  const notes = Array.from({ length: between(random, 0, 2) }, () => ({
    afterDays: between(random, 0, 30),
    text: pick(random, stories.notes),
  }))
  return { forms, notes, closedAfterDays: closes ? day : null }
}

function followUp(scene: Scene, afterDays: number): LaterForm {
  const { random, today, level } = scene
  const on = addDays(today, afterDays)
  return {
    form: 'follow_up',
    afterDays,
    values: {
      follow_up_date: exactly(on),
      follow_up_type: 'regular',
      follow_up_mean: pick(random, [
        'scheduled_home_visit_child_family',
        'ad_hoc_home_visit_child_family',
        'phone_call',
      ]),
      follow_up_with: ['child', 'caregiver_s_family'],
      child_seen: 'yes',
      child_seen_alone: chance(random, 0.6) ? 'yes' : 'no',
      observations: told(scene, pick(random, stories.observations)),
      situation_change: pick(random, ['improved', 'improved', 'no']),
      risk_level_now: level,
      further_follow_up: 'yes',
      next_follow_up_date: exactly(addDays(on, 14)),
    },
  }
}

function closure(scene: Scene, afterDays: number): LaterForm {
  const { random, today } = scene
  const on = addDays(today, afterDays)
  return {
    form: 'closure',
    afterDays,
    values: {
      closure_date: exactly(on),
      closure_reason: pick(random, ['overall_goal_of_the_case_plan', 'no_further_action_possible_required']),
      closure_details: told(scene, pick(random, stories.closing)),
      risk_level_closure: 'low',
      care_arrangement_closure: scene.care,
      discussed_child: 'yes',
      discussed_caregiver: 'yes',
      final_follow_up_planned: 'yes',
      final_follow_up_date: exactly(addDays(on, 90)),
    },
  }
}
