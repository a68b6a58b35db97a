import { arch, freemem, platform, release, totalmem } from 'node:os'
import { driveError } from '../exchange/drive-errors.ts'
import { placeFile } from '../exchange/place-file.ts'
import { logAccess } from '../store/access-log.ts'
import { readSetting } from '../store/settings.ts'
import { backupStatus } from '../vault/backup.ts'
import { selfTests } from '../vault/self-test.ts'
import type { OfficeContext, OpenOffice } from './context.ts'
import { aboutOf } from './machine-facts.ts'
import { timeOf } from './today.ts'

/**
 * What somebody far away needs to help with this PC: versions, sizes, counts, codes, settings. Every member is named here: nothing is copied from
 * a table, a file name or a person, so nothing of a child, a colleague or a password can come in.
 */
async function diagnosticOf(context: OfficeContext, office: OpenOffice): Promise<Record<string, unknown>> {
  const { version, freeBytes, diskLow, sizes, cases, changes, schema, incarnation, health, clock } = aboutOf(
    context,
    office,
  )
  const { all, failure } = backupStatus(context.home)
  const { db, self } = office
  const count = (sql: string): number => db.prepare(sql).pluck().get() as number
  return {
    format: 'lakana-diagnostic',
    v: 1,
    at: timeOf(context.machine),
    program: version,
    system: { platform: platform(), release: release(), arch: arch(), memory: totalmem(), freeMemory: freemem() },
    versions: {
      node: process.versions.node,
      electron: process.versions['electron'] ?? null,
      sqlite: sqliteVersion(db),
    },
    office: { code: self.office.code, level: self.office.level, training: self.training, incarnation },
    disk: { freeBytes, low: diskLow },
    sizes,
    counts: { cases, changes, people: count('SELECT count(*) FROM person'), peers: count('SELECT count(*) FROM peer') },
    schema,
    health,
    clock,
    backups: { kept: all.length, lastAt: all[0]?.at ?? null, failure: failure?.code ?? null },
    settings: {
      idleMinutes: readSetting<number | null>(db, 'idleMinutes', null),
      division: readSetting<string | null>(db, 'division', null),
      language: readSetting<string | null>(db, 'language', null),
      backupKeyWanted: readSetting<{ wanted: boolean }>(db, 'backup-key', { wanted: false }).wanted,
    },
    selfTests: await selfTests(),
  }
}

function sqliteVersion(db: OpenOffice['db']): string {
  return db.prepare('SELECT sqlite_version()').pluck().get() as string
}

/** @throws drive.full, drive.gone, drive.read-only, drive.not-found, drive.unreliable */
export async function writeDiagnostic(
  context: OfficeContext,
  office: OpenOffice,
  path: string,
): Promise<{ file: string }> {
  const bytes = Buffer.from(`${JSON.stringify(await diagnosticOf(context, office), null, 2)}\n`)
  try {
    const name = `LAKANA-DIAGNOSTIC-${office.self.office.code}.json`
    const file = await placeFile(
      { folder: path, name, size: bytes.length },
      async (handle) => {
        await handle.writeFile(bytes)
      },
      async () => true,
    )
    logAccess(office.db, { at: timeOf(context.machine), person: office.person.id, act: 'system.diagnostic' })
    return { file }
  } catch (error) {
    throw await driveError(error, path, 'drive.not-found')
  }
}
