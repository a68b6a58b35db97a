import type { SensitiveClass } from '../forms/types.ts'

/**
 * Ids of what an office lays down beside the program's own. They say by themselves what every office must know of them, whether or not it has the
 * document that explains them: an answer which it does not know yet is kept, reserved where it must be, and counted in its commune.
 */
const option = /^x([sa]?)-[0-9a-f]{16}$/
const place = /^(BF\d{6})-[0-9a-f]{10}$/
const question = /^q([sah]?)-[0-9a-f]{16}$/

/** Classes that an added answer can bear: who may not see them does not see the answer either. */
export const addedClasses = ['sexual', 'armed'] as const satisfies readonly SensitiveClass[]
export type AddedClass = (typeof addedClasses)[number]

const letters = { sexual: 's', armed: 'a' } as const satisfies Record<AddedClass, string>

export function isAddedOption(id: string): boolean {
  return option.test(id)
}

/** What the id of an added answer says of who may see it. */
export function addedClass(id: unknown): AddedClass | undefined {
  const letter = typeof id === 'string' ? option.exec(id)?.[1] : undefined
  return addedClasses.find((each) => letters[each] === letter)
}

/** @param random 16 hex digits: no two offices ever give the same */
export function optionId(random: string, of?: AddedClass): string {
  return `x${of ? letters[of] : ''}-${random.slice(0, 16)}`
}

/** Classes that an added question can bear. */
export const questionClasses = ['sexual', 'armed', 'hiv'] as const satisfies readonly SensitiveClass[]
export type QuestionClass = (typeof questionClasses)[number]

const questionLetters = { ...letters, hiv: 'h' } as const satisfies Record<QuestionClass, string>

export function isAddedQuestion(id: string): boolean {
  return question.test(id)
}

/** What the id of an added question says of who may see it. */
export function addedQuestionClass(id: string): QuestionClass | undefined {
  const letter = question.exec(id)?.[1]
  return questionClasses.find((each) => questionLetters[each] === letter)
}

/** @param random 16 hex digits */
export function questionId(random: string, of?: QuestionClass): string {
  return `q${of ? questionLetters[of] : ''}-${random.slice(0, 16)}`
}

/** A village, sector or site that lies in a commune of the program. */
export function isAddedPlace(code: string): boolean {
  return place.test(code)
}

/** @param commune its P-code; @param random at least 10 hex digits */
export function placeId(commune: string, random: string): string {
  return `${commune}-${random.slice(0, 10)}`
}

/** The commune that a place lies in; that of a commune is itself. */
export function communeOf(code: string): string {
  return place.exec(code)?.[1] ?? code
}
