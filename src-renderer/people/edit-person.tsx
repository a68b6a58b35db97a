import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonFile } from '../../src-main/contract/people.ts'
import { officeDay } from '../office/day.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Check } from '../parts/inputs.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { toast } from '../parts/toasts.tsx'
import css from './people.module.css'
import { asAccount, type PersonDraft, PersonForm, personMistakes } from './person-form.tsx'
import { blankTraining, TrainingFields, trainingMistakes } from './training-fields.tsx'

function draftOf(person: PersonFile): PersonDraft {
  const { name, signIn, role, agency, phone, language, place, activeFrom, activeTo } = person
  return {
    name,
    signIn,
    signInTouched: true,
    role,
    function: person.function,
    agency,
    phone,
    language: language ?? '',
    place,
    activeFrom: activeFrom ?? '',
    activeTo: activeTo ?? '',
  }
}

/** Changes an account, and records a new training. */
export function EditPerson({ person, onClose }: { person: PersonFile; onClose: () => void }): ReactNode {
  const { t } = useTranslation('people')
  const { t: common } = useTranslation()
  const { session } = useSession()
  const list = useAsk('people.list', {})
  const save = useTell('people.change', ['people.', 'setup.'])
  const [draft, setDraft] = useState(() => draftOf(person))
  const [training, setTraining] = useState(blankTraining)
  const [trained, setTrained] = useState(false)
  const [tried, setTried] = useState(false)
  const own = person.id === session.personId
  const taken = new Set(list.data?.items.flatMap((item) => (item.id === person.id ? [] : [item.signIn])))
  const wrong = personMistakes(draft, taken)
  const untrained = trained ? trainingMistakes(training, officeDay()) : []
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (wrong.length + untrained.length > 0) return
    save.mutate(
      { id: person.id, ...asAccount(draft), ...(trained ? { training } : {}) },
      {
        onSuccess: () => {
          toast(t('edit.done'))
          onClose()
        },
      },
    )
  }
  return (
    <>
      <PageHeader title={t('edit.title', { name: person.name })} />
      <form className="stack" noValidate onSubmit={submit}>
        <div className={css.columns}>
          <div className="stack">
            <PersonForm
              draft={draft}
              put={(part) => setDraft((before) => ({ ...before, ...part }))}
              roles={list.data?.roles ?? []}
              taken={taken}
              agencies={[]}
              wrong={tried ? wrong : []}
              own={own}
            />
          </div>
          {!own && (
            <Card title={t('form.training')} padded>
              <Check checked={trained} onChange={setTrained}>
                {t('form.training.new')}
              </Check>
              {trained && (
                <TrainingFields
                  draft={training}
                  put={(part) => setTraining((before) => ({ ...before, ...part }))}
                  wrong={tried ? untrained : []}
                />
              )}
            </Card>
          )}
        </div>
        <ErrorBox error={save.error} />
        <div className={css.end}>
          <Button onClick={onClose}>{common('action.cancel')}</Button>
          <Button type="submit" look="main" size="large" busy={save.isPending}>
            {common('action.save')}
          </Button>
        </div>
      </form>
    </>
  )
}
