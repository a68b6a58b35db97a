import { randomInt } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { trainingChildren, trainingPassword, trainingSignIn } from '../contract/training.ts'
import { inventJournal, type JournalEntry } from '../domain/training/journal.ts'
import { trainingWorkers } from '../domain/training/names.ts'
import { seededRandom } from '../domain/training/random.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { kdfBounds } from '../vault/kdf.ts'
import { openVault, vaultStatus } from '../vault/vault.ts'
import { countCode, takeCode } from './case-writes.ts'
import type { OfficeContext, OpenOffice, Work } from './context.ts'
import { foundOffice } from './founding.ts'
import { newId } from './new-id.ts'
import { lock, takeIntoUse } from './opening.ts'
import { placeOf, trainingHome } from './session.ts'
import { timeOf, todayOf } from './today.ts'

/** Nothing in the training office is secret, and nobody should wait for it. */
const cost = {
  memoryKiB: kdfBounds.memoryKiB.min,
  iterations: kdfBounds.iterations.min,
  parallelism: kdfBounds.parallelism.min,
}
const changesInOneTransaction = 40

/** How far the invented office is written: kept with it, so that an interrupted filling goes on where it stopped. */
interface Filling {
  readonly seed: number
  readonly today: string
  readonly workers: readonly string[]
  readonly done: number
  readonly finished: boolean
}

/**
 * Opens the training office of this PC, made and filled with invented children on first use. Its data lie in a folder of their own.
 * @throws call.cancelled; what was written stays and is completed the next time.
 */
export async function openTraining(context: OfficeContext, language: 'fr' | 'en', work: Work): Promise<OpenOffice> {
  context.home = trainingHome(context)
  try {
    const isNew = vaultStatus(context.home).state === 'empty'
    const office = isNew ? await foundTraining(context, language, work) : await openExisting(context)
    await fill(context, office, work)
    return office
  } catch (error) {
    lock(context, 'person')
    context.home = context.machine.home
    throw error
  }
}

async function openExisting(context: OfficeContext): Promise<OpenOffice> {
  const who = { signInName: trainingSignIn, password: trainingPassword }
  return takeIntoUse(context, await openVault({ ...placeOf(context), ...who }))
}

async function foundTraining(context: OfficeContext, language: 'fr' | 'en', work: Work): Promise<OpenOffice> {
  work.progress({ step: 'keys', done: 0, total: null })
  const quick: OfficeContext = { ...context, machine: { ...context.machine, kdf: cost } }
  const { office } = await foundOffice(
    quick,
    {
      name: 'Bureau de formation',
      code: 'FOR',
      level: 'district',
      place: 'BF490202',
      headers: ['FORMATION — enfants inventés'],
      person: { name: 'Stagiaire', signIn: trainingSignIn },
      training: { date: todayOf(context.machine), trainer: 'Lakana', module: 'Formation' },
      password: trainingPassword,
      language,
    },
    true,
  )
  context.open = quick.open
  context.clockDoubt = quick.clockDoubt
  return office
}

async function fill(context: OfficeContext, office: OpenOffice, work: Work): Promise<void> {
  const filling = readSetting<Filling | null>(office.db, 'training', null) ?? begin(context, office)
  if (filling.finished) return
  const journal = inventJournal(seededRandom(filling.seed), {
    children: trainingChildren,
    today: filling.today,
    homeCommune: office.self.office.place,
    office: office.self.office.id,
    workers: [office.person.id, ...filling.workers],
  })
  for (let done = filling.done; done < journal.length; done += changesInOneTransaction) {
    work.progress({ step: 'children', done, total: journal.length })
    // Lets a request to lock or to cancel come in.
    await setImmediate()
    work.checkCancelled()
    const batch = journal.slice(done, done + changesInOneTransaction)
    writeBatch(office, batch, {
      ...filling,
      done: done + batch.length,
      finished: done + batch.length >= journal.length,
    })
  }
}

function begin(context: OfficeContext, office: OpenOffice): Filling {
  const filling: Filling = {
    seed: randomInt(2 ** 32),
    today: todayOf(context.machine),
    workers: trainingWorkers.map(() => newId()),
    done: 0,
    finished: false,
  }
  const { id: person, role } = office.person
  const names = trainingWorkers.flatMap(({ first, last }, index) => {
    const r = filling.workers[index] ?? newId()
    return [
      { t: 'new', r, k: 'person' } as const,
      { t: 'set', r, g: 'name', value: { name: `${first} ${last}` } } as const,
    ]
  })
  office.ledger.append({ person, role, time: timeOf(context.machine) }, names, () =>
    writeSetting(office.db, 'training', filling),
  )
  return filling
}

function writeBatch(office: OpenOffice, batch: readonly JournalEntry[], filling: Filling): void {
  const { db, ledger } = office
  ledger.together(() => {
    for (const { time, worker, opensCase, drafts } of batch) {
      const day = time.slice(0, 10)
      const code = opensCase ? takeCode(office, day) : ''
      ledger.append({ person: worker, role: 'case_worker', time }, drafts(code))
      if (opensCase) countCode(office, day)
    }
    writeSetting(db, 'training', filling)
  })
}
