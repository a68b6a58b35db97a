/**
 * `node file-window.ts HOME`: a district with a child whose form 1A has its signed sheet as a PDF of two pages, another with one that nothing can
 * be read of. Says the ids. Playwright cannot load the office into its own process.
 */
import type { CallInput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { newTestOffice } from './office.ts'
import { pdfOf } from './some-files.ts'

const [home = ''] = process.argv.slice(2)
const office = await newTestOffice({ home })
const today = new Date().toISOString().slice(0, 10)

async function register(seed: number, sheet: Buffer): Promise<string> {
  const data = sheet.toString('base64')
  const signed_sheet = await office.call('attachments.keep', { name: 'Fiche 1A signée du 12 novembre.pdf', data })
  const { consent, registration } = inventChild(seededRandom(seed), { today, detail: 'usual' })
  const input = { consent: { ...consent, signed_sheet }, registration, notSame: [] }
  return (await office.call('cases.register', input as unknown as CallInput<'cases.register'>)).id
}

const words = 'BT /F1 24 Tf 40 520 Td (Fiche de consentement, page un) Tj ET 40 300 200 100 re f'
const sound = await register(3, pdfOf(words, 'q 340 0 0 340 40 200 cm /Im1 Do Q'))
const damaged = await register(4, Buffer.from('%PDF-1.7 et plus rien'))
await office.close()
process.stdout.write(JSON.stringify({ sound, damaged }))
