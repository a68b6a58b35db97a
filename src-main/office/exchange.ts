import { readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, sep } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import type { CallOutput } from '../contract/index.ts'
import { readCertificate } from '../domain/trust/certificate.ts'
import { answerIn, isOurs, requestIn } from '../exchange/enrolment-files.ts'
import { writeBundle } from '../exchange/export.ts'
import { importBundle } from '../exchange/import.ts'
import { identityOf, wordsOf } from '../exchange/keys.ts'
import { inspect, listDrive } from '../exchange/scan.ts'
import { logAccess } from '../store/access-log.ts'
import { certificateOf } from '../store/certificates.ts'
import { allPeers } from '../store/peers.ts'
import type { Handlers, OfficeContext, OpenOffice, Work } from './context.ts'
import { describe } from './describe.ts'
import { peerLines } from './peer-lines.ts'
import { timeOf } from './today.ts'

type ExchangeCall =
  | 'exchange.overview'
  | 'exchange.drives'
  | 'exchange.browse'
  | 'exchange.scan'
  | 'exchange.export'
  | 'exchange.import'

export const exchangeHandlers: Handlers<ExchangeCall> = {
  'exchange.overview': (_input, { machine }, office) => ({
    enrolled: office.self.office.parent !== null,
    level: office.self.office.level,
    words: wordsOf(identityOf(office.self)),
    peers: peerLines(office, machine.now()),
  }),
  'exchange.drives': (_input, { machine }) => machine.listDrives(),
  'exchange.browse': ({ path }) => browse(path),
  'exchange.scan': async ({ path }, context, office, work) => {
    const listing = await listDrive(path)
    const bundles: CallOutput<'exchange.scan'>['bundles'] = []
    for (const [done, file] of listing.bundles.entries()) {
      work.checkCancelled()
      work.progress({ step: 'scanning', done, total: listing.bundles.length })
      bundles.push(await inspect(importing(context, office, work), path, file))
    }
    return {
      path,
      bundles: inOrder(bundles),
      ...enrolments(office, path, listing.enrolments),
      wary: { ...listing.wary },
    }
  },
  'exchange.export': async ({ path, officeIds }, context, office, work) => {
    const peers = allPeers(office.db).filter((peer) => officeIds === null || officeIds.includes(peer.office))
    if (peers.length === 0) throw new LakanaError('enrolment.not-enrolled')
    const written: CallOutput<'exchange.export'>['written'] = []
    for (const peer of peers) {
      const { person, ...rest } = importing(context, office, work)
      const one = await writeBundle({ ...rest, person, folder: path, version: context.machine.version }, peer)
      logAccess(office.db, { at: rest.time, person, act: 'export', subject: one.to, details: { number: one.number } })
      written.push(one)
    }
    return { written }
  },
  'exchange.import': async ({ path, files }, context, office, work) => {
    const results: CallOutput<'exchange.import'>['results'] = []
    for (const file of files) results.push(await takeOne(context, office, work, path, file))
    return { results }
  },
}

type Taken = CallOutput<'exchange.import'>['results'][number]

/** One bad bundle never stops the others; a refusal is noted in the access log. */
async function takeOne(
  context: OfficeContext,
  office: OpenOffice,
  work: Work,
  path: string,
  file: string,
): Promise<Taken> {
  const at = timeOf(context.machine)
  const log = (act: string, details: Record<string, string | number>): void =>
    logAccess(office.db, { at, person: office.person.id, act, details })
  try {
    if (file.split(sep).some((part) => part === '..')) throw new LakanaError('file.not-found')
    const taken = await importBundle(importing(context, office, work), join(path, file))
    if (taken.outcome === 'applied') log('import', { from: taken.from, number: taken.number })
    return { file, ...taken, error: null }
  } catch (error) {
    if (error instanceof LakanaError && error.code === 'call.cancelled') throw error
    const { code, details } = describe(error)
    log('refused-import', { code })
    return {
      file,
      outcome: 'refused',
      from: null,
      number: null,
      counts: null,
      error: { code, details: { ...details } },
    }
  }
}

function importing(context: OfficeContext, office: OpenOffice, work: Work) {
  const { db, ledger, self, person } = office
  return {
    db,
    ledger,
    self,
    person: person.id,
    home: context.home,
    time: timeOf(context.machine),
    progress: work.progress,
    checkCancelled: work.checkCancelled,
  }
}

/** Bundles of one office in the order of their numbers, whatever their files are called. */
function inOrder(bundles: CallOutput<'exchange.scan'>['bundles']): CallOutput<'exchange.scan'>['bundles'] {
  const key = (each: (typeof bundles)[number]): string =>
    `${each.from?.code ?? '~'} ${String(each.number ?? 0).padStart(12, '0')}`
  return bundles.toSorted((a, b) => key(a).localeCompare(key(b)))
}

function enrolments(
  office: OpenOffice,
  path: string,
  files: readonly string[],
): Pick<CallOutput<'exchange.scan'>, 'requests' | 'answers'> {
  const requests: CallOutput<'exchange.scan'>['requests'] = []
  const answers: CallOutput<'exchange.scan'>['answers'] = []
  for (const file of files) {
    const request = requestIn(path, file)
    if (request && request.replica !== office.self.replica) {
      const { name, code, level } = request.office
      const answered = certificateOf(office.db, request.replica) !== null
      requests.push({ file, office: name, code, level, words: wordsOf(request), answered })
    }
    const [own, parent] = answerIn(path, file)?.certificates.map(readCertificate) ?? []
    if (own && parent && parent.replica !== office.self.replica) {
      const accepted = office.self.office.parent === parent.office.id
      answers.push({
        file,
        from: parent.office.name,
        words: wordsOf(parent),
        forUs: isOurs(own, office.self),
        accepted,
      })
    }
  }
  return { requests, answers }
}

function browse(path: string | null): CallOutput<'exchange.browse'> {
  const here = path ?? homedir()
  try {
    const folders = readdirSync(here, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => ({ name: entry.name, path: join(here, entry.name) }))
      .sort((a, b) => a.name.localeCompare(b.name, 'fr'))
    return { path: here, parent: dirname(here) === here ? null : dirname(here), folders }
  } catch {
    throw new LakanaError('drive.not-found')
  }
}
