/**
 * What is typed for a question: words and days as they are written, the id of an answer from a list (several: an array), or rows. Ids
 * stand here instead of words so that one story is typed in both languages.
 */
export type Answer = string | readonly string[] | readonly Readonly<Record<string, string>>[]
export type Answers = Readonly<Record<string, Answer>>

export interface Story {
  readonly consent: Answers
  readonly registration: Answers
}

const refusals = { consent_tracing: 'no', consent_photo: 'no' } as const
const agreed = {
  consent_participate: 'yes',
  consent_collect: 'yes',
  consent_share_services: 'yes',
  consent_share_statistics: 'yes',
  ...refusals,
  withhold_any: 'no',
} as const

/** Nine years old, out of school: the long registration. */
export const fatimata: Story = {
  consent: {
    consent_language: 'moore',
    consent_private: 'yes',
    interpreter_used: 'no',
    points_explained: ['service', 'voluntary', 'withdraw'],
    understood_child: 'yes',
    understood_adult: 'yes',
    lawful_basis: 'consent',
    consent_giver: 'parent',
    giver_name: 'Awa Ouédraogo',
    giver_relation: 'mother',
    giver_phone: '70 12 34 56',
    child_agreement: 'yes',
    child_agreement_form: 'oral_noted',
    giver_agreement_form: 'thumbprint',
    ...agreed,
    share_service_types: ['medical', 'education_formal'],
    override_made: 'no',
    withdrawn: 'no',
    copy_given: 'no',
  },
  registration: {
    agency: 'Action sociale',
    eligible: 'yes',
    consent_done: 'yes',
    identification_source: 'local_leader',
    identifier_name: 'Naaba Tigré',
    identifier_phone: '76 00 11 22',
    family_name: 'Ouédraogo',
    given_names: 'Fatimata',
    nickname: 'Fati',
    sex: 'female',
    birth_date: '9',
    age_source: 'family',
    birth_place: 'Boulsa',
    birth_registered: 'yes',
    civil_document: 'certificate_not_held',
    displacement_status: 'idp',
    displaced_since: '2025',
    origin_place: 'Djibo',
    disability: 'no',
    ethnicity: 'mossi',
    languages: ['moore'],
    school_status: 'dropped_out',
    care_arrangement: 'parent_s',
    address_place: 'Boulsa',
    address_locality: 'Secteur 3, près du marché',
    phone: '70 12 34 56',
    caregiver_name: 'Awa Ouédraogo',
    caregiver_sex: 'female',
    caregiver_birth_date: '34',
    caregiver_relation: 'mother',
    caregiver_willing: 'yes_long_term',
    caregiver_phone: '70 12 34 56',
    household_adults: '2',
    household_children: '4',
    household_members: [{ member_name: 'Issa Ouédraogo', member_sex: 'male', member_age: '13' }],
    child_seen_alone: 'yes',
    immediate_danger: 'no',
    situation_narrative: "Seule à la maison toute la journée, elle garde trois petits et ne va plus à l'école.",
    child_words: 'Je voudrais retourner en classe avec mes camarades.',
    risk_codes: ['neglect'],
    mother_name: 'Awa Ouédraogo',
    mother_alive: 'alive',
    father_name: 'Salif Ouédraogo',
    father_alive: 'missing',
    urgent_needs: [{ need_type: 'food', need_reason: 'Un seul repas par jour.' }],
    tracing_needed: 'no',
    risk_level: 'high',
    risk_reasons: 'Laissée seule chaque jour avec trois enfants plus petits.',
  },
}

/** A grown child who consents alone. */
export const aminata: Story = {
  consent: { lawful_basis: 'consent', consent_giver: 'child', child_agreement: 'yes', ...agreed },
  registration: {
    family_name: 'Sawadogo',
    given_names: 'Aminata',
    sex: 'female',
    birth_date: '16',
    displacement_status: 'resident',
    care_arrangement: 'kinship_care_extended_family',
    address_place: 'Kaya',
    caregiver_name: 'Rasmané Sawadogo',
    caregiver_relation: 'uncle',
    situation_narrative: 'Promise en mariage ; elle veut continuer le collège.',
    risk_codes: ['child_labour'],
    risk_level: 'medium',
    risk_reasons: "La date du mariage n'est pas fixée.",
  },
}

/** Named nearly like the first child, and another one. */
export const fatoumata: Story = {
  consent: {
    lawful_basis: 'consent',
    consent_giver: 'caregiver',
    giver_name: 'Safiatou Wédraogo',
    child_agreement: 'yes',
    ...agreed,
  },
  registration: {
    family_name: 'Wédraogo',
    given_names: 'Fatoumata',
    sex: 'female',
    birth_date: '8',
    displacement_status: 'host_community',
    care_arrangement: 'customary_caregiver_s',
    address_place: 'Boulsa',
    caregiver_name: 'Safiatou Wédraogo',
    caregiver_relation: 'aunt',
    situation_narrative: 'Confiée à sa tante, elle vend au marché dès le matin.',
    risk_codes: ['neglect'],
    risk_level: 'low',
    risk_reasons: 'La tante accepte de réduire le travail.',
  },
}
