import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { useLanguage } from '../language/index.ts'
import { ask } from '../office/client.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Field, FieldGroup } from '../parts/field.tsx'
import { Choices, TextInput } from '../parts/inputs.tsx'
import { PlacePicker } from '../parts/place-picker.tsx'
import { NewPassword } from './new-password.tsx'
import { OpeningPage } from './opening-page.tsx'
import { RecoverySheet } from './recovery-sheet.tsx'

interface CreateOfficeProps {
  joining: boolean
  onBack: () => void
  onDone: () => Promise<void>
}

const blank = {
  place: null as string | null,
  level: 'district' as 'district' | 'region' | 'national',
  name: '',
  code: '',
  headers: '',
  person: '',
  signIn: '',
  password: '',
}

/** A new office on this PC: where it is, who begins, and the recovery sheet. */
export function CreateOffice({ joining, onBack, onDone }: CreateOfficeProps): ReactNode {
  const { t } = useTranslation('setup')
  const { t: common } = useTranslation()
  const language = useLanguage()
  const [typed, setTyped] = useState(blank)
  const [fits, setFits] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [sheet, setSheet] = useState<CallOutput<'setup.createOffice'> | null>(null)
  const put = (part: Partial<typeof blank>): void => setTyped((before) => ({ ...before, ...part }))
  if (sheet !== null) return <RecoverySheet sheet={sheet} onDone={onDone} />

  const choosePlace = async (place: string | null): Promise<void> => {
    put({ place })
    if (place !== null) put(await ask('setup.suggestCode', { place }))
  }
  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      const { place, level, name, code, headers, person, signIn, password } = typed
      const lines = headers.split('\n').slice(0, 4)
      const office = { name, code, level, place: place ?? '', headers: lines, language, password }
      setSheet(await ask('setup.createOffice', { ...office, person: { name: person, signIn } }))
    } catch (refusal) {
      setError(refusal)
    } finally {
      setBusy(false)
    }
  }
  const levels = joining ? (['district', 'region'] as const) : (['district', 'region', 'national'] as const)
  return (
    <OpeningPage>
      <h1>{t(joining ? 'join.title' : 'create.title')}</h1>
      <form onSubmit={(event) => void create(event)}>
        <Card padded>
          <div className="stack">
            <PlacePicker
              label={t('create.place')}
              value={typed.place}
              onChange={(code) => void choosePlace(code)}
              required
            />
            <FieldGroup label={t('create.level')}>
              <Choices
                name="level"
                value={typed.level}
                onChange={(level) => put({ level })}
                options={levels.map((value) => ({ value, label: common(`level.${value}.long`) }))}
                tall
              />
            </FieldGroup>
            <TextInput
              label={t('create.name')}
              help={t('create.name.help')}
              value={typed.name}
              onChange={(name) => put({ name })}
              required
            />
            <TextInput
              label={t('create.code')}
              help={t('create.code.help')}
              value={typed.code}
              pattern="[A-Z]{2,5}"
              onChange={(code) => put({ code: code.toUpperCase() })}
              required
            />
            <Field label={t('create.headers')} help={t('create.headers.help')}>
              {(control) => (
                <textarea
                  {...control}
                  className="input"
                  rows={3}
                  value={typed.headers}
                  onChange={(event) => put({ headers: event.target.value })}
                />
              )}
            </Field>
            <TextInput
              label={t('create.person')}
              value={typed.person}
              onChange={(person) => put({ person })}
              required
            />
            <TextInput
              label={t('create.signIn')}
              help={t('create.signIn.help')}
              value={typed.signIn}
              pattern="[a-z0-9._\-]{2,40}"
              onChange={(signIn) => put({ signIn: signIn.toLowerCase() })}
              required
            />
            <NewPassword
              label={t('create.password')}
              value={typed.password}
              onChange={(password) => put({ password })}
              names={[typed.person, typed.signIn, typed.name].filter((each) => each !== '')}
              onFit={setFits}
            />
            <ErrorBox error={error} />
            <div className="line">
              <Button onClick={onBack} disabled={busy}>
                {common('action.back')}
              </Button>
              <Button type="submit" look="main" busy={busy} disabled={!fits || typed.place === null}>
                {t(busy ? 'create.working' : 'create.action')}
              </Button>
            </div>
          </div>
        </Card>
      </form>
    </OpeningPage>
  )
}
