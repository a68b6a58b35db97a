import { ageRange, boundsOf, isPartialDate } from '../dates/bounds.ts'
import type { IsoDay } from '../dates/days.ts'
import { fieldsOf } from './fields.ts'
import { type Problem, problem } from './problems.ts'
import type { FieldValue, FormDefinition, FormValues, PartialDate } from './types.ts'

/** From this age at registration on, a birth date is a mistake; from 18 on it is unusual. */
export const oldestChild = 25
const majority = 18

/** What only several fields together can show. `values` are those of shown fields, already sound one by one. */
export function checkTogether(form: FormDefinition, values: FormValues, today: IsoDay): readonly Problem[] {
  return [
    ...checkOrder(form, values),
    ...(form.form === 'registration'
      ? [...checkBirth(values, today), ...checkElders(values), ...checkDeaths(values)]
      : []),
  ]
}

function checkOrder(form: FormDefinition, values: FormValues): readonly Problem[] {
  const problems: Problem[] = []
  for (const field of fieldsOf(form).values()) {
    for (const other of field.notBefore ?? []) {
      if (isCertainlyBefore(values[field.id], values[other])) problems.push(problem(field.id, 'date-order', { other }))
    }
  }
  return problems
}

function checkBirth(values: FormValues, today: IsoDay): readonly Problem[] {
  const birth = dateOf(values.birth_date)
  if (!birth) return []
  const registered = dateOf(values.registration_date)
  const on = registered ? boundsOf(registered).from : today
  const { min: age } = ageRange(birth, on)
  if (age > oldestChild) return [problem('birth_date', 'birth-too-old', { age, limit: oldestChild })]
  if (age >= majority) return [problem('birth_date', 'birth-adult', { age })]
  return isCertainlyBefore(registered, birth) ? [problem('birth_date', 'birth-after-registration')] : []
}

function checkElders(values: FormValues): readonly Problem[] {
  const elders = [
    ['caregiver_birth_date', 'caregiver-younger'],
    ['mother_birth_date', 'parent-younger'],
    ['father_birth_date', 'parent-younger'],
  ] as const
  const child = dateOf(values.birth_date)
  return elders.flatMap(([field, code]) => {
    const elder = dateOf(values[field])
    const younger = child && elder && boundsOf(elder).from >= boundsOf(child).to
    return younger ? [problem(field, code)] : []
  })
}

function checkDeaths(values: FormValues): readonly Problem[] {
  return ['mother', 'father'].flatMap((parent) =>
    isCertainlyBefore(values[`${parent}_death_date`], values[`${parent}_birth_date`])
      ? [problem(`${parent}_death_date`, 'death-before-birth')]
      : [],
  )
}

/** True only when every day that `a` can mean is before every day that `b` can mean. */
function isCertainlyBefore(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  const [first, second] = [dateOf(a), dateOf(b)]
  return first !== undefined && second !== undefined && boundsOf(first).to < boundsOf(second).from
}

function dateOf(value: FieldValue | undefined): PartialDate | undefined {
  return isPartialDate(value) ? value : undefined
}
