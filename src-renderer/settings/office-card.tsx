import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OfficeSettings } from '../../src-main/contract/settings.ts'
import { speak } from '../language/index.ts'
import { useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { useUnsaved } from '../office/unsaved.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Field, FieldGroup } from '../parts/field.tsx'
import { Choices, TextInput } from '../parts/inputs.tsx'
import { toast } from '../parts/toasts.tsx'
import css from './settings.module.css'

const risks = ['high', 'medium', 'low'] as const

/** What is being typed: numbers as text, lines as one text. */
interface Typed {
  idle: string
  opening: string
  training: string
  review: string
  headers: string
  division: OfficeSettings['division']
  language: OfficeSettings['language']
  hours: Record<(typeof risks)[number], string>
}

const asTyped = (settings: OfficeSettings): Typed => {
  const { high, medium, low } = settings.standards.firstResponseHours
  return {
    idle: String(settings.idleMinutes),
    opening: String(settings.openingHours),
    training: String(settings.accessRules.trainingMonths),
    review: String(settings.accessRules.reviewMonths),
    headers: settings.headers.join('\n'),
    division: settings.division,
    language: settings.language,
    hours: { high: String(high), medium: String(medium), low: String(low) },
  }
}

const within = (text: string, most: number): boolean => /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most

function asSettings(typed: Typed): Omit<OfficeSettings, 'team' | 'logYears'> {
  const lines = typed.headers.split('\n').map((line) => line.trim())
  const { high, medium, low } = typed.hours
  return {
    idleMinutes: Number(typed.idle),
    openingHours: Number(typed.opening),
    accessRules: { trainingMonths: Number(typed.training), reviewMonths: Number(typed.review) },
    headers: lines.filter((line) => line !== '').slice(0, 4),
    division: typed.division,
    language: typed.language,
    standards: { firstResponseHours: { high: Number(high), medium: Number(medium), low: Number(low) } },
  }
}

/** Each with the most that it may be. */
const numbers = [
  ['idle', 30],
  ['opening', 24],
  ['training', 120],
  ['review', 24],
] as const

const hoursRight = (hours: Typed['hours']): boolean => risks.every((risk) => within(hours[risk], 2000))

/** The office's settings, for all who work on this PC. */
export function OfficeCard({ settings }: { settings: OfficeSettings }): ReactNode {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation()
  const { can } = useSession()
  const save = useTell('settings.set', ['settings.', 'setup.', 'home.', 'places.', 'cases.'])
  const [typed, setTyped] = useState(() => asTyped(settings))
  const put = (part: Partial<Typed>): void => setTyped((before) => ({ ...before, ...part }))
  const dirty = JSON.stringify(asTyped(settings)) !== JSON.stringify(typed)
  const right = numbers.every(([field, most]) => within(typed[field], most)) && hoursRight(typed.hours)
  const write = async (): Promise<void> => {
    await save.mutateAsync(asSettings(typed))
    if (typed.language !== settings.language) await speak(typed.language)
    toast(t('saved'))
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    // A refusal is shown by the card itself.
    if (right) write().catch(() => undefined)
  }
  useUnsaved(dirty && right, { keep: write, drop: async () => setTyped(asTyped(settings)) })
  const readOnly = !can('settings.write')
  return (
    <Card title={t('office.title')} aside={readOnly ? t('office.readOnly') : undefined} padded>
      <form className="stack" noValidate onSubmit={submit}>
        <div className={css.numbers}>
          {numbers.map(([field, most]) => (
            <TextInput
              key={field}
              label={t(field)}
              help={t(`${field}.help`)}
              error={within(typed[field], most) ? undefined : t(`${field}.wrong`)}
              inputMode="numeric"
              value={typed[field]}
              onChange={(text) => put({ [field]: text })}
              readOnly={readOnly}
            />
          ))}
        </div>
        <Field label={t('headers')} help={t('headers.help')}>
          {(control) => (
            <textarea
              {...control}
              className="input"
              rows={4}
              value={typed.headers}
              readOnly={readOnly}
              onChange={(event) => put({ headers: event.target.value })}
            />
          )}
        </Field>
        <FieldGroup label={t('division')} help={t('division.help')}>
          <Choices
            name="division"
            value={typed.division}
            onChange={(division) => put({ division })}
            options={(['post_2025', 'pre_2025'] as const).map((value) => ({ value, label: t(`division.${value}`) }))}
          />
        </FieldGroup>
        <FieldGroup label={t('language')}>
          <Choices
            name="language"
            value={typed.language}
            onChange={(language) => put({ language })}
            options={[
              { value: 'fr', label: 'Français' },
              { value: 'en', label: 'English' },
            ]}
          />
        </FieldGroup>
        <FieldGroup label={t('standards')} help={t('standards.help')}>
          <div className={css.hours}>
            {risks.map((risk) => (
              <TextInput
                key={risk}
                label={common(`risk.${risk}.long`)}
                error={within(typed.hours[risk], 2000) ? undefined : t('standards.wrong')}
                inputMode="numeric"
                value={typed.hours[risk]}
                readOnly={readOnly}
                onChange={(hours) => put({ hours: { ...typed.hours, [risk]: hours } })}
              />
            ))}
          </div>
        </FieldGroup>
        <ErrorBox error={save.error} />
        <div className="line">
          <Button type="submit" look="main" busy={save.isPending} disabled={readOnly || !dirty || !right}>
            {common('action.save')}
          </Button>
          {!dirty && !readOnly && <span className="small muted">{t('nothing')}</span>}
        </div>
      </form>
    </Card>
  )
}
