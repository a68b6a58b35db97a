import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenConflict } from '../../src-main/contract/conflicts.ts'
import type { CallInput } from '../../src-main/contract/index.ts'
import { combine } from '../../src-main/domain/conflicts/combine.ts'
import type { FormValues } from '../../src-main/domain/forms/types.ts'
import { Question } from '../forms/field.tsx'
import { ask, OfficeError } from '../office/client.ts'
import { refresh } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Field } from '../parts/field.tsx'
import { Tag } from '../parts/tag.tsx'
import { toast } from '../parts/toasts.tsx'
import type { ConflictWords } from './conflict-words.ts'
import css from './review.module.css'
import { Version } from './version.tsx'

type Choice = number | 'combine' | 'write' | 'keep' | 'remove'
type Decision = CallInput<'conflicts.settle'>['decision']

interface ConflictCardProps {
  readonly caseId: string
  readonly conflict: OpenConflict
  readonly words: ConflictWords
  readonly place: number
}

/** One question on which two people said different things: what each said, and what is to hold. */
export function ConflictCard({ caseId, conflict, words, place }: ConflictCardProps): ReactNode {
  const { t } = useTranslation('review')
  const id = useId()
  const settling = useSettling(caseId, conflict, words)
  const { choice, choose, reason, setReason, blocked, busy, error } = settling
  const pick = (value: Choice, children: ReactNode): ReactNode => (
    <Pick key={String(value)} name={id} value={value} settling={settling} able={conflict.settleable}>
      {children}
    </Pick>
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void settling.settle()
  }
  return (
    <form className={css.conflict} aria-labelledby={`${id}-title`} onSubmit={submit}>
      <header className={css.conflictHead}>
        <h2 id={`${id}-title`}>
          <span className="muted">{place}.</span> {words.subject(conflict)}
        </h2>
        <Tag tone={conflict.sensitive ? 'late' : 'warn'}>{t(conflict.sensitive ? 'divergent' : 'provisional')}</Tag>
        <span className="muted small">{words.formTitle(conflict)}</span>
      </header>
      <fieldset className={css.versions}>
        <legend className="visually-hidden">{t(conflict.settleable ? 'choose' : 'said')}</legend>
        {conflict.versions.map((_version, index) =>
          pick(
            conflict.kind === 'values' ? index : conflict.versions[index]?.act === 'removed' ? 'remove' : 'keep',
            <Version conflict={conflict} index={index} words={words} />,
          ),
        )}
      </fieldset>
      {conflict.settleable ? (
        <>
          {settling.writable && (
            <div className={css.others}>
              {settling.together !== null && (
                <Button size="small" aria-pressed={choice === 'combine'} onClick={() => choose('combine')}>
                  {t('combine')}
                </Button>
              )}
              <Button size="small" aria-pressed={choice === 'write'} onClick={() => choose('write')}>
                {t('write')}
              </Button>
            </div>
          )}
          {(choice === 'combine' || choice === 'write') && (
            <div className={css.written}>
              {words.fieldsOf(conflict).map((field) => (
                <Question
                  key={field.id}
                  form={`${id}-${conflict.record}`}
                  field={field}
                  number=""
                  value={settling.values[field.id]}
                  problem={undefined}
                  change={(next) => settling.set(field.id, next)}
                  leave={() => undefined}
                />
              ))}
            </div>
          )}
          {choice !== null && (
            <div className={css.decide}>
              <Field label={t(conflict.sensitive ? 'reason' : 'reason.free')} className={css.reason}>
                {(control) => (
                  <input
                    {...control}
                    className="input"
                    maxLength={2000}
                    autoComplete="off"
                    value={reason}
                    onChange={(event) => setReason(event.target.value)}
                  />
                )}
              </Field>
              <Button type="submit" look="main" busy={busy} disabled={blocked !== null}>
                {t(`settle.${typeof choice === 'number' ? 'choose' : choice}`)}
              </Button>
              {blocked !== null && <span className="muted small">{t(blocked)}</span>}
            </div>
          )}
          <ErrorBox error={error} />
        </>
      ) : (
        <p className="muted small">{t('notYours')}</p>
      )}
    </form>
  )
}

interface Settling {
  readonly choice: Choice | null
  readonly choose: (choice: Choice) => void
  readonly values: FormValues
  readonly set: (field: string, value: FormValues[string] | undefined) => void
  readonly together: FormValues | null
  readonly writable: boolean
  readonly reason: string
  readonly setReason: (reason: string) => void
  /** Why it cannot be settled yet. */
  readonly blocked: 'blocked.reason' | null
  readonly busy: boolean
  readonly error: unknown
  readonly settle: () => Promise<void>
}

function useSettling(caseId: string, conflict: OpenConflict, words: ConflictWords): Settling {
  const { t } = useTranslation('review')
  const [choice, setChoice] = useState<Choice | null>(null)
  const [values, setValues] = useState<FormValues>({})
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const fields = words.fieldsOf(conflict)
  const said = conflict.versions.map((version) => (version.values ?? {}) as FormValues)
  const together = combine(fields, said)
  const decision = (): Decision | null => {
    if (choice === null) return null
    if (typeof choice === 'number') return { how: 'choose', version: choice }
    if (choice === 'keep' || choice === 'remove') return { how: choice }
    const from = choice === 'combine' ? said.map((_each, index) => index) : []
    return { how: 'write', values: values as Extract<Decision, { how: 'write' }>['values'], from }
  }
  const settle = async (): Promise<void> => {
    const chosen = decision()
    if (chosen === null || busy) return
    setBusy(true)
    setError(null)
    const { record, group, row, cell, seen } = conflict
    try {
      const done = await ask('conflicts.settle', { caseId, record, group, row, cell, seen, decision: chosen, reason })
      toast(t('settled', { subject: words.subject(conflict) }), () => void takeBack(caseId, done.undo))
      await refresh('conflicts.', 'cases.', 'home.')
    } catch (failure) {
      if (failure instanceof OfficeError && failure.code === 'conflict.changed') await refresh('conflicts.')
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return {
    choice,
    choose: (next) => {
      setChoice(next)
      if (next === 'combine') setValues(together ?? {})
      else if (next === 'write') setValues(said[conflict.shown] ?? {})
    },
    values,
    set: (field, value) => {
      const { [field]: _before, ...rest } = values
      setValues(value === undefined ? rest : { ...rest, [field]: value })
    },
    together: fields.length > 0 ? together : null,
    writable: conflict.kind === 'values' && fields.length > 0,
    reason,
    setReason,
    blocked: conflict.sensitive && reason.trim() === '' ? 'blocked.reason' : null,
    busy,
    error,
    settle,
  }
}

async function takeBack(caseId: string, undo: CallInput<'conflicts.undo'>['undo']): Promise<void> {
  await ask('conflicts.undo', { caseId, undo })
  await refresh('conflicts.', 'cases.', 'home.')
}

interface PickProps {
  readonly name: string
  readonly value: Choice
  readonly settling: Settling
  readonly able: boolean
  readonly children: ReactNode
}

/** A version as one card of a radio group; to be read only where the person cannot decide. */
function Pick({ name, value, settling, able, children }: PickProps): ReactNode {
  if (!able) return <div className={css.version}>{children}</div>
  return (
    <label className={css.version}>
      <input type="radio" name={name} checked={settling.choice === value} onChange={() => settling.choose(value)} />
      {children}
    </label>
  )
}
