import type { CallOutput } from '../contract/index.ts'
import { standards } from '../contract/settings.ts'
import type { Json } from '../domain/ledger/types.ts'
import { documentKinds } from '../domain/trust/document.ts'
import { documentInForce, layDown, type TakenDocument } from '../exchange/documents.ts'
import { documentOf } from '../store/documents.ts'
import { readOffice } from '../store/self.ts'
import { readStandards, writeSetting } from '../store/settings.ts'
import type { Handlers, OpenOffice } from './context.ts'
import { timeOf } from './today.ts'

export const documentsHandlers: Handlers<'exchange.documents' | 'exchange.layDown'> = {
  'exchange.documents': (_input, _context, { db, self }) => {
    const all: CallOutput<'exchange.documents'> = { inForce: [], own: [] }
    for (const kind of documentKinds) {
      const above = documentInForce(db, self, kind)
      const own = documentOf(db, self.office.id, kind)
      if (above) {
        const from = readOffice(db, above.office)?.name ?? ''
        all.inForce.push({ kind, version: above.version, from, at: above.issuedAt })
      }
      if (own) all.own.push({ kind, version: own.version, at: own.at })
    }
    return all
  },

  'exchange.layDown': ({ kind }, { machine }, { db, self }) => {
    const { firstResponseHours } = readStandards(db)
    const content = { standards: { firstResponseHours: { ...firstResponseHours } } } as unknown as Json
    return { version: layDown(db, self, kind, content, timeOf(machine)).version }
  },
}

/** Carries into effect what an office above has newly laid down, inside the transaction of the import. */
export function carryOutDocuments({ db, self, ledger }: OpenOffice, taken: readonly TakenDocument[]): void {
  if (!taken.some(({ kind, outcome }) => kind === 'settings' && outcome === 'new')) return
  const content = documentInForce(db, self, 'settings')?.content as { readonly standards?: unknown } | undefined
  const found = standards.safeParse(content?.standards)
  if (!found.success) return
  writeSetting(db, 'standards', found.data)
  ledger.redraw()
}
