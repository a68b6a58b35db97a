import { addYears } from '../dates/days.ts'
import type { FieldValue, RowValue } from '../forms/types.ts'
import { exactly } from './birth.ts'
import { inventName, inventPhone, trainingWorkers } from './names.ts'
import { chance, inventId, pick, pickSome, weighted } from './random.ts'
import { fullName, type Scene } from './scene.ts'

type Values = Record<string, FieldValue>

const giverByRelation: Readonly<Record<string, string>> = {
  mother: 'parent',
  father: 'parent',
  stepmother: 'caregiver',
  stepfather: 'caregiver',
  neighbour: 'trusted_adult',
  host: 'trusted_adult',
  employer: 'authority',
  koranic_teacher: 'authority',
  centre_staff: 'legal_guardian',
}
const purposes = ['participate', 'collect', 'share_services', 'share_statistics', 'tracing', 'photo'] as const
const answers = { yes: 72, limited: 14, no: 8, not_asked: 6 } as const

/** The answers that form 1A requires. */
export function consentEssentials(scene: Scene): Values {
  const { random, caregiver, age } = scene
  const giver = caregiver ? (giverByRelation[caregiver.relation] ?? 'caregiver') : age >= 15 ? 'child' : 'case_worker'
  const values: Values = {
    consent_date: exactly(scene.today),
    lawful_basis: scene.situation.found === true ? 'vital_interests' : 'consent',
    consent_giver: giver,
    child_agreement: chance(random, 0.85) ? 'yes' : pick(random, ['partly', 'unable']),
    consent_participate: chance(random, 0.95) ? 'yes' : 'limited',
    consent_collect: chance(random, 0.95) ? 'yes' : 'limited',
    consent_share_services: weighted(random, answers),
    consent_share_statistics: weighted(random, answers),
    consent_tracing: scene.situation.tracing === true ? 'yes' : weighted(random, answers),
    consent_photo: weighted(random, answers),
    withhold_any: chance(random, 0.2) ? 'yes' : 'no',
  }
  if (caregiver) {
    values.giver_name = fullName(caregiver.name)
    values.giver_relation = caregiver.relation
  }
  return values
}

/** Everything else that a careful worker notes on form 1A; hidden fields are taken out afterwards. */
export function consentDetails(scene: Scene): Values {
  const { random, today, people } = scene
  const worker = pick(random, trainingWorkers)
  const interpreter = chance(random, 0.15)
  return {
    consent_record_kind: 'first',
    consent_language: pick(random, people.languages),
    consent_private: chance(random, 0.9) ? 'yes' : 'no',
    interpreter_used: interpreter ? 'yes' : 'no',
    interpreter_name: fullName(inventName(random, people, 'male', scene.faith)),
    interpreter_confidential: 'yes',
    points_explained: ['service', 'voluntary', 'data', 'sharing', 'limits', 'withhold', 'withdraw', 'complaint'],
    understood_child: 'yes',
    understood_adult: 'yes',
    lawful_basis_details: 'Protection immédiate de l’enfant, décision prise avec la superviseure.',
    child_agrees_caregiver_told: chance(random, 0.85) ? 'yes' : 'no',
    giver_phone: inventPhone(random),
    no_caregiver_reason: 'Aucun parent joignable ce jour.',
    second_worker_name: `${worker.last} ${worker.first}`,
    mature_adult_name: fullName(inventName(random, people, 'female', scene.faith)),
    child_agreement_form: pick(random, ['oral_noted', 'oral_with_witness', 'thumbprint', 'signature']),
    child_agreement_date: exactly(today),
    child_words: 'Je suis d’accord si on ne le dit pas à l’école.',
    child_refusal_action: 'Revoir avec l’enfant à la prochaine visite.',
    giver_agreement_form: pick(random, ['thumbprint', 'signature', 'oral_with_witness']),
    witness_name: fullName(inventName(random, people, 'male', scene.faith)),
    witness_role: pick(random, ['Conseiller villageois', 'Enseignante', 'Agent de santé']),
    ...purposeDetails(scene),
    withholdings: withholdings(scene),
    override_made: 'no',
    valid_until: exactly(addYears(today, 1)),
    child_signed_on: exactly(today),
    giver_signed_on: exactly(today),
    worker_name: `${worker.last} ${worker.first}`,
    worker_signed_on: exactly(today),
    sheet_kept_at: 'Armoire 1, bureau du service',
    copy_given: chance(random, 0.7) ? 'yes' : 'no',
  }
}

function purposeDetails({ random }: Scene): Values {
  const values: Values = {}
  for (const purpose of purposes) {
    values[`consent_${purpose}_limits`] = 'Seulement avec l’accord de la personne qui s’occupe de l’enfant.'
    values[`consent_${purpose}_refusal`] = pickSome(random, ['fear_of_stigma', 'confidentiality', 'no_need_seen'], 1)
  }
  values.share_service_types = pickSome(
    random,
    ['medical', 'food', 'documentation', 'education_formal', 'cash_assistance'],
    2,
  )
  values.tracing_partners = ['red_cross', 'social_services']
  values.photo_uses = ['case_file']
  return values
}

function withholdings({ random }: Scene): RowValue[] {
  const values: Values = {
    withhold_from: pickSome(random, ['other_family', 'community', 'school', 'spouse'], 1),
    withhold_information: 'Le lieu où l’enfant habite.',
    withhold_reason: 'fear',
    withhold_asked_by: 'child',
  }
  return [{ id: inventId(random), values }]
}
