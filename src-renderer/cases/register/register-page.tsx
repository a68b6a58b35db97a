import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { FormValues } from '../../../src-main/domain/forms/types.ts'
import { useFoundDraft } from '../../forms/draft.ts'
import { DraftOffer } from '../../forms/draft-parts.tsx'
import { useForms } from '../../forms/forms-context.tsx'
import { newRowId } from '../../forms/row-id.ts'
import { ask } from '../../office/client.ts'
import { useSession } from '../../office/session.tsx'
import { createJourney, draftSubject, freshValues, type Journey, type Part, readDraft, type Step } from './journey.ts'
import css from './register.module.css'
import { RegisterDone } from './register-done.tsx'
import { RegisterFiles } from './register-files.tsx'
import { RegisterForm } from './register-form.tsx'
import { siblingValues } from './sibling.ts'

interface Begun {
  readonly key: string
  readonly journey: Journey
  readonly step: Step
  readonly notSame: readonly string[]
  /** Work of before, not yet saved. */
  readonly resumed: boolean
}

interface Saved {
  readonly id: string
  readonly code: string
  readonly registration: FormValues
}

/** Ctrl+N leads to this very page: when a child has just been saved, it begins the next one. */
function useAnother(on: boolean, begin: () => void): void {
  const latest = useRef(begin)
  latest.current = begin
  useEffect(() => {
    if (!on) return
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'n' && event.ctrlKey && !event.altKey && !event.shiftKey) latest.current()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [on])
}

/** Registering a child: a few words first, then consent (1A), then registration (1B), saved together. */
export function RegisterPage(): ReactNode {
  const { form, today } = useForms()
  const { session } = useSession()
  const found = useFoundDraft(draftSubject)
  const [answered, setAnswered] = useState(false)
  const [saved, setSaved] = useState<Saved | null>(null)
  const consent = form('consent')
  const registration = form('registration')
  const begin = (start: Record<Part, FormValues>, rest: Partial<Begun> = {}): Begun | null => {
    if (consent === undefined || registration === undefined) return null
    const journey = createJourney({ consent, registration }, start, today)
    return { key: newRowId(), journey, step: { part: 'start' }, notSame: [], resumed: false, ...rest }
  }
  const fresh = (): Record<Part, FormValues> => freshValues(today(), session.name)
  const [begun, setBegun] = useState<Begun | null>(() => begin(fresh()))

  const beginAgain = (start: Record<Part, FormValues>): void => {
    setBegun(begin(start))
    setAnswered(true)
    setSaved(null)
  }
  useAnother(saved !== null, () => beginAgain(fresh()))

  if (begun === null || found === undefined) return null
  if (saved !== null) {
    const addSibling = (): void => {
      if (registration === undefined) return
      const start = fresh()
      const shared = siblingValues(registration, saved.registration, newRowId)
      beginAgain({ consent: start.consent, registration: { ...start.registration, ...shared } })
    }
    return <RegisterDone id={saved.id} code={saved.code} addSibling={addSibling} />
  }
  const draft = found === null || answered ? null : readDraft(found.payload)
  const offer = draft !== null && found !== null && (
    <DraftOffer
      savedAt={found.savedAt}
      take={() => {
        setBegun(begin(draft, { step: draft.step, notSame: draft.notSame, resumed: true }))
        setAnswered(true)
      }}
      drop={() => {
        setAnswered(true)
        void ask('drafts.drop', { subject: draftSubject })
      }}
    />
  )
  if (offer) return <div className={css.offer}>{offer}</div>
  return (
    <RegisterFiles key={begun.key} consent={begun.journey.consent}>
      <RegisterForm
        journey={begun.journey}
        firstStep={begun.step}
        firstNotSame={begun.notSame}
        resumed={begun.resumed}
        onSaved={setSaved}
      />
    </RegisterFiles>
  )
}
