import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { officeDay } from '../office/day.ts'
import { goTo } from '../office/navigation.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { Button, ButtonLink } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Check, TextInput } from '../parts/inputs.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import css from './people.module.css'
import { asAccount, blankPerson, PersonForm, personMistakes } from './person-form.tsx'
import { SecretSlip } from './secret-slip.tsx'
import { blankTraining, TrainingFields, trainingMistakes } from './training-fields.tsx'

/** A new account, from the paper request; then the slip with the temporary password. */
export function NewPersonPage(): ReactNode {
  const { t } = useTranslation('people')
  const { t: common } = useTranslation()
  const list = useAsk('people.list', {})
  const create = useTell('people.create', ['people.'])
  const [draft, setDraft] = useState(blankPerson)
  const [training, setTraining] = useState(blankTraining)
  const [trained, setTrained] = useState(true)
  const [basis, setBasis] = useState('')
  const [tried, setTried] = useState(false)
  const made = create.data
  const taken = new Set(list.data?.items.map(({ signIn }) => signIn))
  const agencies = [...new Set(list.data?.items.map(({ agency }) => agency))].filter((agency) => agency !== '')
  const wrong = personMistakes(draft, taken)
  const untrained = trained ? trainingMistakes(training, officeDay()) : []
  const mistakes = wrong.length + untrained.length + (basis.trim() === '' ? 1 : 0)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (mistakes === 0) create.mutate({ ...asAccount(draft), basis, training: trained ? training : null })
  }
  if (made !== undefined) {
    const { name, signIn } = draft
    return (
      <>
        <PageHeader title={t('slip.page')} />
        <SecretSlip
          name={name}
          signIn={signIn}
          password={made.password}
          onDone={() => goTo(`/people/person/${made.id}`)}
        />
      </>
    )
  }
  return (
    <>
      <PageHeader title={t('new.title')} lead={t('new.lead')} />
      <form className="stack" noValidate onSubmit={submit}>
        <div className={css.columns}>
          <div className="stack">
            <PersonForm
              draft={draft}
              put={(part) => setDraft((before) => ({ ...before, ...part }))}
              roles={list.data?.roles ?? []}
              taken={taken}
              agencies={agencies}
              wrong={tried ? wrong : []}
            />
          </div>
          <div className="stack">
            <Card title={t('form.training')} padded>
              <Check checked={!trained} onChange={(not) => setTrained(!not)}>
                {t('form.training.later')}
              </Check>
              {trained && (
                <TrainingFields
                  draft={training}
                  put={(part) => setTraining((before) => ({ ...before, ...part }))}
                  wrong={tried ? untrained : []}
                />
              )}
            </Card>
            <Card title={t('form.grant')} padded>
              <TextInput
                label={t('field.basis')}
                help={t('field.basis.help')}
                error={tried && basis.trim() === '' ? t('wrong.basis') : undefined}
                value={basis}
                maxLength={200}
                onChange={setBasis}
                required
              />
            </Card>
          </div>
        </div>
        <ErrorBox error={create.error ?? list.error} />
        <div className={css.end}>
          {tried && mistakes > 0 && (
            <span className="late small" role="alert">
              {common('error.summary', { count: mistakes })}
            </span>
          )}
          <ButtonLink to="/people">{common('action.cancel')}</ButtonLink>
          <Button type="submit" look="main" size="large" busy={create.isPending}>
            {t(create.isPending ? 'new.working' : 'new.create')}
          </Button>
        </div>
      </form>
    </>
  )
}
