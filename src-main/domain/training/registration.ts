import stories from '../data/training-stories.json' with { type: 'json' }
import { addMonths } from '../dates/days.ts'
import type { FieldValue } from '../forms/types.ts'
import { exactly } from './birth.ts'
import {
  communeName,
  inventLandmark,
  inventName,
  inventNickname,
  inventPhone,
  inventSchool,
  inventVillage,
} from './names.ts'
import { between, chance, pick, pickSome, weighted } from './random.ts'
import { fullName, type Scene, told } from './scene.ts'

type Values = Record<string, FieldValue>

/** What every registration holds: about twenty field groups. */
export function registrationEssentials(scene: Scene): Values {
  const { random, today, situation, caregiver, name } = scene
  const values: Values = {
    identification_date: exactly(scene.identified),
    registration_date: exactly(today),
    given_names: name.given,
    sex: scene.sex,
    birth_date: scene.birth,
    displacement_status: scene.displaced ? 'idp' : pick(random, ['resident', 'host_community']),
    ethnicity: scene.people.id,
    care_arrangement: scene.care,
    address_place: scene.home,
    situation_narrative: `${told(scene, pick(random, situation.story))} ${stories.training}`,
    risk_codes: [...situation.codes],
    main_risk: situation.codes[0] ?? null,
    risk_level: scene.level,
    risk_reasons: told(scene, situation.reasons),
  }
  if (name.family !== '') values.family_name = name.family
  if (chance(random, 0.22)) values.nickname = inventNickname(random, scene.sex)
  if (caregiver) {
    values.caregiver_name = fullName(caregiver.name)
    values.caregiver_sex = caregiver.sex
    values.caregiver_relation = caregiver.relation
    if (chance(random, 0.6)) values.caregiver_phone = inventPhone(random)
  }
  return values
}

/** Identity, papers, school and story in detail; hidden fields are taken out afterwards. */
export function registrationDetails(scene: Scene): Values {
  return { ...openingDetails(scene), ...identityDetails(scene), ...paperDetails(scene), ...situationDetails(scene) }
}

function openingDetails(scene: Scene): Values {
  const { random } = scene
  const source = weighted(random, {
    self: 1,
    family: 4,
    community: 3,
    community_cell: 4,
    local_leader: 2,
    outreach: 3,
    service_provider: 3,
  })
  return {
    worker_code: `AS${between(random, 1, 9)}`,
    agency: 'Service social (formation)',
    eligible: 'yes',
    consent_done: 'yes',
    identification_source: source,
    identification_sector: pick(random, [
      'health_personnel',
      'school_personnel',
      'law_enforcement_agencies',
      'humanitarian_agencies',
    ]),
    identifier_name: fullName(inventName(random, scene.people, chance(random, 0.5) ? 'male' : 'female', scene.faith)),
    identifier_phone: inventPhone(random),
    identifier_anonymous: chance(random, 0.2) ? 'yes' : 'no',
    other_organisation: chance(random, 0.1) ? 'yes' : 'no',
    other_organisation_reference: `ONG-${between(random, 100, 999)}`,
  }
}

function identityDetails(scene: Scene): Values {
  const { random, situation, home, origin, displaced } = scene
  return {
    name_given_later: situation.found === true ? 'yes' : 'no',
    age_source: pick(random, ['document', 'family', 'family', 'events', 'child', 'appearance']),
    birth_place: displaced ? origin : home,
    birth_locality: inventVillage(random),
    birth_country: 'burkina_faso',
    distinguishing_marks: pick(random, [
      'Petite cicatrice au genou gauche',
      'Tache claire sur le bras droit',
      'Aucun signe visible',
    ]),
    origin_place: origin,
    origin_details: `Quartier ${inventVillage(random)}, ${communeName(origin)}`,
    displaced_since: exactly(addMonths(scene.today, -between(random, 1, 40))),
    disability: situation.disability === true ? 'yes' : 'no',
    disability_types: pickSome(
      random,
      ['seeing', 'hearing', 'walking', 'communicating', 'learning'],
      between(random, 1, 2),
    ),
    disability_severity: pick(random, ['some', 'a_lot', 'cannot']),
    communication_means: 'Gestes et phrases courtes',
    marital_status: 'single',
    religion: scene.faith,
    languages: scene.people.languages.slice(0, 2),
    best_language: scene.people.languages[0] ?? null,
    ...schoolDetails(scene),
  }
}

function schoolDetails({ random, situation, age }: Scene): Values {
  const out = situation.codes.includes('out_of_school')
  const level = Math.max(0, age - 6)
  const classes = ['CP1', 'CP2', 'CE1', 'CE2', 'CM1', 'CM2', '6e', '5e', '4e', '3e', '2de']
  return {
    school_status:
      age < 6
        ? 'too_young'
        : out
          ? pick(random, ['dropped_out', 'school_closed', 'never_attended'])
          : pick(random, ['attending', 'attending', 'irregular', 'franco_arabic']),
    school_class: classes[Math.min(level, classes.length - 1)] ?? 'CP1',
    school_name: inventSchool(random),
    occupation: out ? pick(random, ['garde les animaux', 'aide aux champs', 'vend de l’eau', 'aucune']) : 'élève',
  }
}

function paperDetails({ random, situation, age, home }: Scene): Values {
  const declared = situation.undeclared === true ? false : chance(random, 0.65)
  return {
    birth_registered: declared ? 'yes' : pick(random, ['no', 'in_progress', 'unknown']),
    civil_document: declared
      ? pick(random, ['certificate_held', 'certificate_not_held', 'judgment_held'])
      : 'not_declared',
    civil_document_number: `${between(random, 1, 900)}/${2026 - age}`,
    civil_centre: communeName(home),
    cnib_number: `B99${between(random, 100_000, 999_999)}`,
    other_id_type: chance(random, 0.3)
      ? pick(random, ['idp_registration', 'health_booklet', 'school_document'])
      : 'none',
    other_id_number: `F-${between(random, 1000, 9999)}`,
    nationality_status: 'national',
    nationality: ['burkina_faso'],
  }
}

function situationDetails(scene: Scene): Values {
  const { random, situation, level, today } = scene
  const words = situation.words.length > 0 ? pick(random, situation.words) : null
  return {
    child_seen_alone: chance(random, 0.7) ? 'yes' : 'no',
    immediate_danger: level === 'high' && chance(random, 0.5) ? 'yes' : 'no',
    child_words: words,
    armed_details: 'Lieu et groupe non précisés par l’enfant.',
    justice_status: [situation.justice ?? 'none'],
    justice_details: 'Convocation reçue, date non fixée.',
    tracing_needed: situation.tracing === true ? 'yes' : 'no',
    tracing_reason: 'Famille séparée pendant le déplacement.',
    supervisor_informed_on: exactly(today),
    address_landmark: inventLandmark(random),
  }
}
