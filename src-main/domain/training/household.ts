import stories from '../data/training-stories.json' with { type: 'json' }
import { addMonths } from '../dates/days.ts'
import type { FieldValue, RowValue } from '../forms/types.ts'
import { adultBirth, exactly } from './birth.ts'
import {
  type FullName,
  inventName,
  inventOccupation,
  inventPhone,
  inventVillage,
  neighbourOf,
  type Sex,
} from './names.ts'
import { between, chance, inventId, pick, type Random, weighted } from './random.ts'
import { fullName, type Scene } from './scene.ts'

type Values = Record<string, FieldValue>

/** Home, caregiver, household, parents, relatives and urgent needs; hidden fields are taken out afterwards. */
export function householdDetails(scene: Scene): Values {
  return {
    ...homeDetails(scene),
    ...caregiverDetails(scene),
    ...householdRows(scene),
    ...parentDetails(scene),
    ...needs(scene),
  }
}

function homeDetails({ random, today, situation, age }: Scene): Values {
  const since = Math.max(1, Math.min(age * 12, between(random, 1, 60)))
  return {
    care_since:
      situation.found === true ? exactly(today) : { precision: 'month', month: addMonths(today, -since).slice(0, 7) },
    care_description: pick(random, stories.careNotes),
    care_centre: 'Centre d’accueil (formation)',
    address_locality: `Secteur ${between(random, 1, 9)}, ${inventVillage(random)}`,
    care_address: `Secteur ${between(random, 1, 9)}`,
    care_phone: inventPhone(random),
    address_permanent: chance(random, 0.6) ? 'yes' : 'no',
    phone: chance(random, 0.3) ? inventPhone(random) : null,
    safe_contact: pick(random, ['Appeler le soir', 'Passer par l’école', 'Ne pas parler devant l’oncle']),
  }
}

const elders = ['grandmother', 'grandfather']

function caregiverDetails(scene: Scene): Values {
  const { random, today, caregiver, age } = scene
  if (!caregiver) return {}
  const youngest = elders.includes(caregiver.relation) ? age + 38 : age + 16
  const willing = weighted(random, { yes_long_term: 6, yes_short_term: 2, undecided: 1, no: 1 })
  return {
    caregiver_birth_date: adultBirth(random, today, youngest, youngest + 25),
    caregiver_since: { precision: 'year', year: Number(today.slice(0, 4)) - between(random, 0, Math.min(3, age)) },
    caregiver_is_guardian: caregiver.relation === 'mother' || caregiver.relation === 'father' ? 'yes' : 'no',
    guardian_name: fullName(inventName(random, scene.people, 'male', scene.faith, scene.name.family)),
    caregiver_willing: willing,
    caregiver_willing_until: 'Jusqu’à la rentrée',
    caregiver_unwilling_reason: 'Trop de bouches à nourrir dans la concession.',
    caregiver_id_number: `B99${between(random, 100_000, 999_999)}`,
    caregiver_same_address: 'yes',
  }
}

function householdRows(scene: Scene): Values {
  const { random, age } = scene
  const adults = between(random, 1, 5)
  const children = between(random, 1, 8)
  const members = Array.from({ length: between(random, 1, 4) }, (_, index): RowValue => {
    const sex = anySex(random)
    const grown = index === 0
    const name = inventName(
      random,
      scene.people,
      sex,
      scene.faith,
      scene.name.family === '' ? undefined : scene.name.family,
    )
    const sibling = sex === 'male' ? 'brother' : 'sister'
    return {
      id: inventId(random),
      values: {
        member_name: fullName(name),
        member_sex: sex,
        member_age: grown ? between(random, age + 16, age + 45) : between(random, 1, 17),
        member_relation: grown ? (sex === 'male' ? 'uncle' : 'aunt') : sibling,
        member_occupation: grown ? inventOccupation(random) : 'élève',
      },
    }
  })
  return {
    household_adults: adults,
    household_children: children,
    caregiver_under_18: 'no',
    household_income: pick(random, stories.incomes),
    household_members: members,
  }
}

function parentDetails(scene: Scene): Values {
  return { ...parent(scene, 'mother', 'female'), ...parent(scene, 'father', 'male'), family_members: relatives(scene) }
}

function parent(scene: Scene, who: 'mother' | 'father', sex: Sex): Values {
  const { random, situation, today, age, caregiver, home, origin } = scene
  if (situation.found === true) return { [`${who}_alive`]: 'unknown' }
  const here = caregiver?.relation === who
  const dead = situation.orphan === true || (!here && chance(random, 0.12))
  const name: FullName = here
    ? caregiver.name
    : inventName(random, scene.people, sex, scene.faith, who === 'father' ? scene.name.family : undefined)
  return {
    [`${who}_name`]: fullName(name),
    [`${who}_alive`]: dead
      ? 'dead'
      : situation.tracing === true && !here
        ? pick(random, ['missing', 'unknown', 'alive'])
        : 'alive',
    [`${who}_death_date`]: {
      precision: 'year',
      year: Number(today.slice(0, 4)) - between(random, 0, Math.min(4, age)),
    },
    [`${who}_death_details`]: pick(random, stories.deaths),
    [`${who}_birth_date`]: adultBirth(random, today, age + 17, age + 38),
    [`${who}_id_number`]: `B99${between(random, 100_000, 999_999)}`,
    [`${who}_place`]: here ? home : origin,
    [`${who}_whereabouts`]: here ? 'Avec l’enfant' : pick(random, stories.whereabouts),
    [`${who}_phone`]: inventPhone(random),
    [`${who}_in_contact`]: here || situation.tracing !== true ? 'yes' : 'no',
  }
}

function relatives(scene: Scene): RowValue[] {
  const { random, today, age, home, name } = scene
  return Array.from({ length: between(random, 0, 3) }, (): RowValue => {
    const sex = anySex(random)
    const years = between(random, Math.max(1, age - 6), age + 9)
    return {
      id: inventId(random),
      values: {
        relative_name: fullName(
          inventName(random, scene.people, sex, scene.faith, name.family === '' ? undefined : name.family),
        ),
        relative_relation: sex === 'male' ? 'brother' : 'sister',
        relative_sex: sex,
        relative_birth_date: { precision: 'age', years, on: today },
        relative_alive: 'alive',
        relative_lived_with: chance(random, 0.6) ? 'yes' : 'no',
        relative_in_contact: chance(random, 0.7) ? 'yes' : 'no',
        relative_place: neighbourOf(random, home),
        relative_locality: inventVillage(random),
      },
    }
  })
}

/** Some needs were met the same day, which counts as a first response; the others still wait. */
function needs({ random, situation, today, level, visited }: Scene): Values {
  const answered = visited !== 'never' && chance(random, level === 'high' ? 0.75 : 0.4)
  const rows = situation.needs.slice(0, between(random, 1, 3)).map((need, index): RowValue => {
    const acted = answered && index === 0
    const values: Values = {
      need_type: need.type,
      need_reason: need.reason.replace(/\{e\}/g, ''),
      need_action: need.action.replace(/\{e\}/g, ''),
    }
    if (need.other !== undefined) values.need_other = need.other
    if (acted) {
      values.need_action_by = pick(random, ['Agent social', 'Centre de santé', 'Cellule communautaire'])
      values.need_action_date = exactly(today)
      values.need_met = chance(random, 0.5) ? 'yes' : 'no'
    }
    return { id: inventId(random), values }
  })
  return { urgent_needs: rows }
}

const anySex = (random: Random): Sex => (chance(random, 0.5) ? 'female' : 'male')
