import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { signInPattern, suggestSignIn } from '../../src-main/domain/people/sign-in.ts'
import { useLanguage } from '../language/index.ts'
import { Card } from '../parts/card.tsx'
import { DayInput } from '../parts/day-input.tsx'
import { Field } from '../parts/field.tsx'
import { TextInput } from '../parts/inputs.tsx'
import { PlacePicker } from '../parts/place-picker.tsx'
import type { RoleChoice } from './words.tsx'

export interface PersonDraft {
  name: string
  signIn: string
  /** The sign-in name follows the name until somebody types in it. */
  signInTouched: boolean
  role: string
  function: string
  agency: string
  phone: string
  language: '' | 'fr' | 'en'
  place: string | null
  activeFrom: string
  activeTo: string
}

export const blankPerson: PersonDraft = {
  name: '',
  signIn: '',
  signInTouched: false,
  role: '',
  function: '',
  agency: '',
  phone: '',
  language: '',
  place: null,
  activeFrom: '',
  activeTo: '',
}

export type PersonMistake = 'name' | 'signIn' | 'role' | 'activeTo'

export function personMistakes(draft: PersonDraft, taken: ReadonlySet<string>): readonly PersonMistake[] {
  const wrong: Record<PersonMistake, boolean> = {
    name: draft.name.trim() === '',
    signIn: !signInPattern.test(draft.signIn) || taken.has(draft.signIn),
    role: draft.role === '',
    activeTo: draft.activeTo !== '' && draft.activeFrom !== '' && draft.activeTo < draft.activeFrom,
  }
  return (Object.keys(wrong) as PersonMistake[]).filter((field) => wrong[field])
}

/** What of a draft goes to the office: empty days and languages are null there. */
export function asAccount({ signInTouched: _touched, ...draft }: PersonDraft): Omit<
  PersonDraft,
  'signInTouched' | 'language' | 'activeFrom' | 'activeTo'
> & {
  language: 'fr' | 'en' | null
  activeFrom: string | null
  activeTo: string | null
} {
  return {
    ...draft,
    language: draft.language === '' ? null : draft.language,
    activeFrom: draft.activeFrom || null,
    activeTo: draft.activeTo || null,
  }
}

interface PersonFormProps {
  draft: PersonDraft
  put: (part: Partial<PersonDraft>) => void
  roles: readonly RoleChoice[]
  taken: ReadonlySet<string>
  agencies: readonly string[]
  wrong: readonly PersonMistake[]
  /** One's own account: role and days are another's to change. */
  own?: boolean
}

/** Who the person is, and what the account allows. In the order of the paper request. */
export function PersonForm({ draft, put, roles, taken, agencies, wrong, own = false }: PersonFormProps): ReactNode {
  const { t } = useTranslation('people')
  const mistake = (field: PersonMistake): string | undefined =>
    wrong.includes(field)
      ? t(field === 'signIn' && taken.has(draft.signIn) ? 'wrong.taken' : `wrong.${field}`)
      : undefined
  return (
    <>
      <Card title={t('form.who')} padded>
        <TextInput
          label={t('field.name')}
          help={t('field.name.help')}
          error={mistake('name')}
          value={draft.name}
          maxLength={200}
          onChange={(name) => put(draft.signInTouched ? { name } : { name, signIn: suggestSignIn(name, taken) })}
          autoFocus
          required
        />
        <TextInput
          label={t('field.signIn')}
          help={t('field.signIn.help')}
          error={mistake('signIn')}
          value={draft.signIn}
          maxLength={40}
          autoCapitalize="off"
          onChange={(signIn) => put({ signIn: signIn.toLowerCase(), signInTouched: true })}
          required
        />
        <div className="two">
          <TextInput
            label={t('field.function')}
            value={draft.function}
            maxLength={200}
            onChange={(text) => put({ function: text })}
          />
          <TextInput
            label={t('field.agency')}
            help={t('field.agency.help')}
            value={draft.agency}
            maxLength={200}
            list="agencies"
            onChange={(agency) => put({ agency })}
          />
          <TextInput
            label={t('field.phone')}
            value={draft.phone}
            maxLength={40}
            inputMode="tel"
            onChange={(phone) => put({ phone })}
          />
          <Field label={t('field.language')}>
            {(control) => (
              <select
                {...control}
                className="input"
                value={draft.language}
                onChange={(event) => put({ language: event.target.value as PersonDraft['language'] })}
              >
                <option value="">{t('field.language.office')}</option>
                <option value="fr">Français</option>
                <option value="en">English</option>
              </select>
            )}
          </Field>
        </div>
        <datalist id="agencies">
          {agencies.map((agency) => (
            <option key={agency} value={agency} />
          ))}
        </datalist>
        <PlacePicker label={t('field.place')} value={draft.place} onChange={(place) => put({ place })} />
      </Card>
      <RoleCard draft={draft} put={put} roles={roles} mistake={mistake} own={own} />
    </>
  )
}

type RoleCardProps = Pick<PersonFormProps, 'draft' | 'put' | 'roles'> & {
  mistake: (field: PersonMistake) => string | undefined
  own: boolean
}

function RoleCard({ draft, put, roles, mistake, own }: RoleCardProps): ReactNode {
  const { t } = useTranslation('people')
  const language = useLanguage()
  const chosen = roles.find((role) => role.id === draft.role)
  const others = roles.filter((role) => !role.mayGrant).length
  return (
    <Card title={t('form.access')} aside={own ? t('form.own') : undefined} padded>
      <Field label={t('field.role')} help={chosen?.about[language]} error={mistake('role')} required>
        {(control) => (
          <select
            {...control}
            className="input"
            value={draft.role}
            disabled={own}
            onChange={(event) => put({ role: event.target.value })}
          >
            <option value="">{t('field.role.choose')}</option>
            {roles.map((role) => (
              <option key={role.id} value={role.id} disabled={!role.mayGrant}>
                {role.name[language]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {others > 0 && !own && <p className="small muted">{t('field.role.others', { count: others })}</p>}
      <div className="two">
        <DayInput
          label={t('field.from')}
          value={draft.activeFrom}
          disabled={own}
          onChange={(activeFrom) => put({ activeFrom })}
        />
        <DayInput
          label={t('field.to')}
          error={mistake('activeTo')}
          value={draft.activeTo}
          disabled={own}
          onChange={(activeTo) => put({ activeTo })}
        />
      </div>
    </Card>
  )
}
