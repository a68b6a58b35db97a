import { LakanaError } from '../contract/errors.ts'
import type { CallOutput, CallParsed } from '../contract/index.ts'
import { officeSettings } from '../contract/settings.ts'
import { listDrive } from '../exchange/drive-listing.ts'
import { importBundle } from '../exchange/import.ts'
import { scanBundles } from '../exchange/scan.ts'
import { joinOffice, type OpenedSecondPcAnswer, openSecondPcAnswer } from '../exchange/second-pc.ts'
import { letter, readLetter } from '../exchange/small-file.ts'
import { bundlesOf } from '../exchange/volumes.ts'
import { logAccess } from '../store/access-log.ts'
import { incarnationsOf, type ReplicaKeys } from '../store/incarnation.ts'
import { openLedger } from '../store/ledger.ts'
import { migrate } from '../store/migrate.ts'
import { readPerson } from '../store/people.ts'
import { readSelf } from '../store/self.ts'
import { writeIncarnations } from '../vault/incarnations-file.ts'
import { endJoining, openJoining } from '../vault/joining.ts'
import { createFilled, openVault, type VaultSession } from '../vault/vault.ts'
import type { OfficeContext, Work } from './context.ts'
import { headerOf, lock, sessionInfo, takeIntoUse } from './opening.ts'
import { qrOf } from './recovery-sheet.ts'
import { placeOf } from './session.ts'
import { timeOf, todayOf } from './today.ts'

/** The keys of a new replica as bytes to be sealed. */
export function packKeys(keys: ReplicaKeys): Buffer {
  return Buffer.from(JSON.stringify({ ...keys, signSecret: keys.signSecret.toString('base64') }))
}

function unpackKeys(bytes: Buffer): ReplicaKeys {
  const keys = JSON.parse(bytes.toString('utf8')) as Omit<ReplicaKeys, 'signSecret'> & { signSecret: string }
  bytes.fill(0)
  return { ...keys, signSecret: Buffer.from(keys.signSecret, 'base64') }
}

/**
 * Makes the office on this PC from what lies on a key: the answer to its request, and the first bundle of the PC that gave it. The person who
 * gave the answer opens it, by the password chosen with the request. Whole or not at all.
 */
export async function joinFromKey(
  context: OfficeContext,
  { path, file, words, password }: CallParsed<'secondPc.join'>,
  work: Work,
): Promise<CallOutput<'secondPc.join'>> {
  lock(context, 'person')
  const { machine } = context
  context.home = machine.home
  const answer = openSecondPcAnswer(await readLetter(await letter(path, file)))
  work.progress({ step: 'keys', done: 0, total: null })
  const keys = unpackKeys(await openJoining(placeOf(context), password, machine.monotonic))
  const { person, own } = answer
  const settings = officeSettings.partial().safeParse(answer.settings)
  if (!settings.success) throw new LakanaError('enrolment.damaged')
  const recoveryCode = await createFilled(
    {
      ...placeOf(context),
      now: machine.now(),
      office: headerOf({ ...own.office, parent: null }, own.training, settings.data.language ?? 'fr'),
      person: { id: person.id, signInName: person.signIn, displayName: person.name },
      password,
      prepare: (db) => {
        migrate(db, { ...machine.migrations })
        joinOffice(db, keys, answer, words)
      },
    },
    (session, folder) => fill(context, session, { folder, path, answer }, work),
  )
  endJoining(machine.home)
  const office = takeIntoUse(context, await openVault({ ...placeOf(context), signInName: person.signIn, password }))
  return { session: sessionInfo(office, machine), code: recoveryCode, qr: await qrOf(recoveryCode) }
}

interface Filling {
  /** Where the office waits to be put in its place. */
  readonly folder: string
  readonly path: string
  readonly answer: OpenedSecondPcAnswer
}

/** All that the office holds, from the bundles on the key. @throws enrolment.no-bundle, and as an import */
async function fill(
  { machine }: OfficeContext,
  session: VaultSession,
  { folder, path, answer }: Filling,
  work: Work,
): Promise<void> {
  const { db } = session
  const { person, officer, issuer } = answer
  const self = readSelf(db)
  if (!self) throw new LakanaError('vault.database-damaged')
  const ledger = openLedger(db, self.replica)
  const time = timeOf(machine)
  const parts = { db, ledger, self, ...work }
  const { bundles } = await listDrive(path)
  const ready = (await scanBundles(parts, bundles)).filter(({ state }) => state === 'ready').map((each) => each.file)
  for (const bundle of bundlesOf(bundles).filter(([first]) => ready.includes(first.file)))
    await importBundle(
      { ...parts, person: person.id, home: folder, time, today: todayOf(machine) },
      bundle.map((each) => each.path),
    )
  if (!readPerson(db, person.id)) throw new LakanaError('enrolment.no-bundle')
  if (officer) session.setRegion({ officer: officer.name, publicKey: Buffer.from(officer.key, 'base64') })
  const details = { way: 'taken', pc: answer.own.pc ?? '', replica: issuer.replica }
  logAccess(db, { at: time, person: person.id, act: 'enrolment.second-pc', subject: self.office.code, details })
  const { letters } = incarnationsOf(db)
  writeIncarnations(machine.home, { highest: 1, letters: [...letters] })
}
