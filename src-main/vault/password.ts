import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { LakanaError } from '../contract/errors.ts'

/** Why a password is refused; the window has a sentence for each. */
export type PasswordProblem = 'short' | 'common' | 'name'

const minLength = 10
const nameMinLength = 4

let estimator: Promise<{ meter: ZxcvbnFactory; common: ReadonlySet<string> }> | null = null

/**
 * Null when the password may be used. `names` are the person's and the office's: no word of theirs of four letters or more may stand in it.
 * Common means: listed among the common passwords and words (international and French), or guessed in under a million tries.
 */
export async function checkPassword(password: string, names: readonly string[]): Promise<PasswordProblem | null> {
  const typed = password.normalize('NFKC')
  if (Array.from(typed).length < minLength) return 'short'
  const { meter, common } = await loadEstimator()
  if (common.has(typed.toLowerCase()) || meter.check(typed).score <= 1) return 'common'
  return holdsName(typed, names) ? 'name' : null
}

/** For a meter: 0 (guessed at once) to 4 (very hard). The names count as words that a thief tries first. */
export async function passwordStrength(password: string, names: readonly string[]): Promise<0 | 1 | 2 | 3 | 4> {
  const { meter } = await loadEstimator()
  return meter.check(password.normalize('NFKC').slice(0, 100), names.flatMap(wordsOf)).score
}

function holdsName(typed: string, names: readonly string[]): boolean {
  const folded = fold(typed)
  const forbidden = names.flatMap((name) => [fold(name), ...wordsOf(name)])
  return forbidden.some((word) => word.length >= nameMinLength && folded.includes(word))
}

const wordsOf = (name: string): string[] => name.split(/[^\p{L}\p{N}\p{M}]+/u).map(fold)

/** Without accents, case, spaces or punctuation. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** The dictionaries take 50 MB of memory: loaded only where a password is chosen. */
function loadEstimator() {
  estimator ??= (async () => {
    const [{ ZxcvbnFactory }, international, french] = await Promise.all([
      import('@zxcvbn-ts/core'),
      import('@zxcvbn-ts/language-common'),
      import('@zxcvbn-ts/language-fr'),
    ])
    const dictionary = { ...international.dictionary, ...french.dictionary }
    const meter = new ZxcvbnFactory({ dictionary, graphs: international.adjacencyGraphs })
    return { meter, common: new Set(Object.values(dictionary).flat().map(String)) }
  })()
  return estimator
}

/** Throws `session.password-weak` with its `reason`. */
export async function refuseWeak(
  password: Buffer | string,
  office: { readonly name: string; readonly place: string },
  person: { readonly signInName: string; readonly displayName: string },
): Promise<void> {
  const names = [person.displayName, person.signInName, office.name, office.place]
  const reason = await checkPassword(password.toString('utf8'), names)
  if (reason) throw new LakanaError('session.password-weak', { reason })
}
