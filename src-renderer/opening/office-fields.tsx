import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../office/client.ts'
import { Card } from '../parts/card.tsx'
import { Field, FieldGroup } from '../parts/field.tsx'
import { Choices, TextInput } from '../parts/inputs.tsx'
import { PlacePicker } from '../parts/place-picker.tsx'
import type { OfficeDraft, OwnMistake } from './new-office.ts'
import css from './opening.module.css'

interface OfficeFieldsProps {
  draft: OfficeDraft
  put: (part: Partial<OfficeDraft>) => void
  wrong: (field: OwnMistake) => string | undefined
  joining: boolean
  onRefusal: (error: unknown) => void
}

/** Where the office is, its level, its name, its code and the head of its prints. */
export function OfficeFields({ draft, put, wrong, joining, onRefusal }: OfficeFieldsProps): ReactNode {
  const { t } = useTranslation('setup')
  const { t: common } = useTranslation()
  const levels = joining ? (['district', 'region'] as const) : (['district', 'region', 'national'] as const)
  const choosePlace = (place: string | null): void => {
    put({ place })
    if (place !== null) ask('setup.suggestCode', { place }).then(put, onRefusal)
  }
  return (
    <Card title={t('create.office')} padded>
      <div className="stack">
        <PlacePicker
          label={t('create.place')}
          help={common('place.hint')}
          value={draft.place}
          onChange={choosePlace}
          error={wrong('place')}
          required
          autoFocus
        />
        <FieldGroup label={t('create.level')}>
          <Choices
            name="level"
            value={draft.level}
            onChange={(level) => put({ level })}
            options={levels.map((value) => ({
              value,
              label: t(`level.${value}`),
              help: t(`level.${value}.help`),
            }))}
            tall
          />
        </FieldGroup>
        <TextInput
          label={t('create.name')}
          help={t('create.name.help')}
          error={wrong('name')}
          value={draft.name}
          maxLength={200}
          onChange={(name) => put({ name })}
          required
        />
        <TextInput
          label={t('create.code')}
          help={t('create.code.help')}
          error={wrong('code')}
          value={draft.code}
          maxLength={5}
          className={css.narrow}
          onChange={(code) => put({ code: code.toUpperCase() })}
          required
        />
        <Field label={t('create.headers')} help={t('create.headers.help')}>
          {(control) => (
            <textarea
              {...control}
              className="input"
              rows={3}
              value={draft.headers}
              onChange={(event) => put({ headers: event.target.value })}
            />
          )}
        </Field>
      </div>
    </Card>
  )
}
