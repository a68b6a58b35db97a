import { type Completeness, completeness } from '../../src-main/domain/forms/completeness.ts'
import { type ComputedContext, computedValues, formatComputed } from '../../src-main/domain/forms/computed.ts'
import type { Known } from '../../src-main/domain/forms/conditions.ts'
import { isFilled } from '../../src-main/domain/forms/fields.ts'
import { knownOf } from '../../src-main/domain/forms/known.ts'
import type { FieldValue, FormDefinition, FormValues, Language } from '../../src-main/domain/forms/types.ts'
import { type Problem, validateForm } from '../../src-main/domain/forms/validate.ts'
import { visibleFields } from '../../src-main/domain/forms/visible.ts'

/**
 * What is typed in one form, outside of React: a question follows its own value only, so that a key costs one question
 * and not the whole page.
 */
export interface FormStore {
  readonly definition: FormDefinition
  get(field: string): FieldValue | undefined
  set(field: string, value: FieldValue | undefined): void
  values(): FormValues
  /** Replaces everything: a draft taken up, values normalised by the check. */
  replace(values: FormValues): void
  known(): Known
  setKnown(known: Known): void
  /** Ids of the fields shown. The same object while nothing changes. */
  visible(): ReadonlySet<string>
  /** The same object while nothing changes. */
  completeness(): Completeness
  /** Text of a computed field; empty while what it needs is not known. */
  computed(field: string, lang: Language): string
  problemOf(field: string): Problem | undefined
  problems(): readonly Problem[]
  /** Checks what the person has left, without blaming for what is not reached yet. */
  touch(field: string): void
  /** Checks everything and shows it. Takes the values as the check normalised them. */
  check(): readonly Problem[]
  /** How often everything was checked. */
  asked(): number
  /** Changed by the person since `markSaved`. */
  dirty(): boolean
  markSaved(): void
  subscribe(listener: () => void): () => void
}

interface StoreOptions {
  readonly today: () => string
  /** What the other forms know of the child; `own` for the form that knows it itself. */
  readonly known: Known | 'own'
  /** For computed fields. */
  readonly context?: Omit<ComputedContext, 'today'>
}

export function createFormStore(definition: FormDefinition, initial: FormValues, options: StoreOptions): FormStore {
  const { today } = options
  let values = initial
  let outside = options.known
  let dirty = false
  let asked = 0
  let problems: readonly Problem[] = []
  const touched = new Set<string>()
  const listeners = new Set<() => void>()
  const known = (): Known => (outside === 'own' ? knownOf(values, today()) : outside)
  const visible = kept(
    () => visibleFields(definition, values, known()).map((field) => field.id),
    (ids) => new Set(ids),
  )
  const complete = kept(
    () => completeness(definition, values, known()),
    (found) => found,
  )

  const validate = () => validateForm(definition, values, { today: today(), known: known() })
  const recheck = (): void => {
    problems = validate().problems.filter((each) => asked > 0 || (touched.has(each.field) && !isMissing(each)))
  }
  const changed = (): void => {
    visible.forget()
    complete.forget()
    for (const listener of listeners) listener()
  }

  return {
    definition,
    get: (field) => values[field],
    set(field, value) {
      if (values[field] === value || (!isFilled(value) && values[field] === undefined)) return
      const { [field]: _before, ...rest } = values
      values = value === undefined || !isFilled(value) ? rest : { ...rest, [field]: value }
      dirty = true
      if (problems.some((problem) => problem.field === field)) recheck()
      changed()
    },
    values: () => values,
    replace(next) {
      values = next
      if (asked > 0 || problems.length > 0) recheck()
      changed()
    },
    known,
    setKnown(next) {
      if (outside === 'own' || JSON.stringify(next) === JSON.stringify(outside)) return
      outside = next
      changed()
    },
    visible: visible.read,
    completeness: complete.read,
    computed(field, lang) {
      const found = computedValues(definition, values, { ...options.context, today: today() })[field]
      return found === undefined || found === null ? '' : formatComputed(found, lang)
    },
    problemOf: (field) => problems.find((problem) => problem.field === field),
    problems: () => problems,
    touch(field) {
      touched.add(field)
      const before = problems
      recheck()
      if (JSON.stringify(before) === JSON.stringify(problems)) problems = before
      else changed()
    },
    check() {
      asked += 1
      const result = validate()
      values = result.values
      problems = result.problems
      changed()
      return problems
    },
    asked: () => asked,
    dirty: () => dirty,
    markSaved() {
      dirty = false
      changed()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function isMissing(problem: Problem): boolean {
  return problem.code === 'required'
}

/** A value made when asked for, and the same object again while what it is made of says the same. */
function kept<From, To>(find: () => From, make: (from: From) => To): { read: () => To; forget: () => void } {
  let stale = true
  let said = ''
  let value: To | undefined
  return {
    read() {
      if (stale || value === undefined) {
        const from = find()
        const now = JSON.stringify(from)
        if (value === undefined || now !== said) value = make(from)
        said = now
        stale = false
      }
      return value
    },
    forget() {
      stale = true
    },
  }
}
