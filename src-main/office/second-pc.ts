import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { officeSettings } from '../contract/settings.ts'
import type { Json } from '../domain/ledger/types.ts'
import { firstPc } from '../domain/trust/identity.ts'
import { writeBundle } from '../exchange/export.ts'
import { wordsOf } from '../exchange/keys.ts'
import {
  answersRequest,
  isGiven,
  newcomerWords,
  newSecondPcRequest,
  openSecondPcAnswer,
  openSecondPcRequest,
  vouch,
} from '../exchange/second-pc.ts'
import { letter, lettersOf, readLetter, writeLetter } from '../exchange/small-file.ts'
import { logAccess } from '../store/access-log.ts'
import { incarnationsOf } from '../store/incarnation.ts'
import { peerOf } from '../store/peers.ts'
import { readSetting } from '../store/settings.ts'
import { readIncarnations, writeIncarnations } from '../vault/incarnations-file.ts'
import { beginJoining, pendingJoining } from '../vault/joining.ts'
import type { Handlers } from './context.ts'
import { joinFromKey, packKeys } from './joining.ts'
import { lock } from './opening.ts'
import { newReplicaKeys } from './replica-keys.ts'
import { placeOf } from './session.ts'
import { timeOf, todayOf } from './today.ts'

type SecondPcCall =
  | 'secondPc.state'
  | 'secondPc.ask'
  | 'secondPc.write'
  | 'secondPc.answers'
  | 'secondPc.join'
  | 'secondPc.requests'
  | 'secondPc.give'

export const secondPcHandlers: Handlers<SecondPcCall> = {
  'secondPc.state': (_input, { machine }) => {
    const pending = pendingJoining(machine.home)
    return { request: pending === null ? null : asShown(pending) }
  },

  'secondPc.ask': async ({ password }, context) => {
    lock(context, 'person')
    const { machine } = context
    context.home = machine.home
    const keys = await newReplicaKeys()
    const request = newSecondPcRequest(keys, machine.version, timeOf(machine))
    await beginJoining(placeOf(context), { password, keys: packKeys(keys), request })
    keys.signSecret.fill(0)
    return asShown(request)
  },

  'secondPc.write': async ({ path }, { machine }) => {
    const request = pendingJoining(machine.home)
    if (request === null) throw new LakanaError('enrolment.not-asked')
    return { file: await writeLetter(path, 'LKE-PC-request.lke', request) }
  },

  'secondPc.answers': async ({ path }, { machine }) => {
    const pending = pendingJoining(machine.home)
    if (pending === null) return { answers: [] }
    const request = openSecondPcRequest(pending)
    const found = await lettersOf(path, openSecondPcAnswer)
    return {
      answers: found
        .filter(({ content }) => answersRequest(content, request))
        .map(({ file, content: { issuer, person } }) => ({
          file,
          office: { code: issuer.office.code, name: issuer.office.name },
          pc: issuer.pc ?? firstPc,
          person: person.name,
          words: wordsOf(issuer),
        })),
    }
  },

  'secondPc.join': (input, context, _office, work) => joinFromKey(context, input, work),

  'secondPc.requests': async ({ path }, _context, { db, self }) => {
    const found = await lettersOf(path, openSecondPcRequest)
    return {
      requests: found.map(({ file, content }) => ({
        file,
        words: newcomerWords(content),
        writtenAt: content.writtenAt,
        answered: isGiven(db, self, content),
      })),
    }
  },

  'secondPc.give': async ({ path, file, words }, { machine, home }, office, work) => {
    const { db, ledger, self, person, vault } = office
    const time = timeOf(machine)
    const request = openSecondPcRequest(await readLetter(await letter(path, file)))
    const { region } = vault
    const { answer, pc } = vouch(db, self, request, words, {
      person: { id: person.id, name: person.name, signIn: person.signIn },
      officer: region && { name: region.officer, key: region.publicKey },
      settings: sharedSettings(db),
      time,
    })
    const details = { way: 'given', pc, replica: request.replica }
    logAccess(db, { at: time, person: person.id, act: 'enrolment.second-pc', subject: self.office.code, details })
    // An old backup of this PC must not give the same letters again.
    const before = readIncarnations(home)
    const letters = new Set([...before.letters, ...incarnationsOf(db).letters])
    writeIncarnations(home, { ...before, letters: [...letters].sort() })
    const peer = peerOf(db, request.replica)
    if (!peer) throw new LakanaError('enrolment.damaged')
    const bundle = await writeBundle(
      {
        ...work,
        db,
        ledger,
        self,
        person: person.id,
        folder: path,
        home,
        time,
        today: todayOf(machine),
        version: machine.version,
        snapshot: true,
      },
      peer,
    )
    const name = await writeLetter(path, `LKE-${self.office.code}-${pc}-answer.lke`, answer)
    return { file: name, bundle: [bundle.file, ...bundle.parts], pc }
  },
}

function asShown(text: string): { words: string[]; writtenAt: string } {
  const request = openSecondPcRequest(text)
  return { words: newcomerWords(request), writtenAt: request.writtenAt }
}

/** Those settings of the office that somebody has set: the rest is the same in every program. */
function sharedSettings(db: Database): { readonly [name: string]: Json } {
  const names = Object.keys(officeSettings.shape)
  const set = names.map((name) => [name, readSetting<Json>(db, name, null)] as const)
  return Object.fromEntries(set.filter(([, value]) => value !== null))
}
