import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { LakanaError } from '../contract/errors.ts'
import { named, writeWhole } from './files.ts'

const sealName = 'moved.json'

/** `writing`: a move was begun, and whether its copy is complete is not known; `moved`: it is. */
const sealSchema = z.strictObject({
  version: z.literal(1),
  state: z.enum(['writing', 'moved']),
  at: z.iso.datetime(),
  move: z.string().regex(/^[0-9a-f]{32}$/),
})
export type MoveSeal = z.infer<typeof sealSchema>

export const sealPath = (home: string): string => join(home, sealName)

/** The seal of an office that has moved to another PC, or null. One that cannot be read still seals. */
export function readSeal(home: string): MoveSeal | null {
  if (!existsSync(sealPath(home))) return null
  try {
    return sealSchema.parse(JSON.parse(readFileSync(sealPath(home), 'utf8')))
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error
    return { version: 1, state: 'moved', at: new Date(0).toISOString(), move: '0'.repeat(32) }
  }
}

export function writeSeal(home: string, seal: MoveSeal): void {
  named(() => writeWhole(sealPath(home), JSON.stringify(seal)))
}

/** Throws `vault.moved` with the `day` when this office works on another PC now. */
export function refuseMoved(home: string): void {
  const seal = readSeal(home)
  if (seal) throw new LakanaError('vault.moved', { day: seal.at.slice(0, 10) })
}

const arrivalPath = (home: string): string => join(home, 'arrived.json')

/** The office has come here by this move: the other PC's name in the file is no sign of a copied disk. */
export function writeArrival(home: string, move: string): void {
  named(() => writeWhole(arrivalPath(home), JSON.stringify({ move })))
}

export function readArrival(home: string): string | null {
  if (!existsSync(arrivalPath(home))) return null
  const read = z.object({ move: z.string() }).safeParse(JSON.parse(readFileSync(arrivalPath(home), 'utf8')))
  return read.success ? read.data.move : null
}

export function removeArrival(home: string): void {
  rmSync(arrivalPath(home), { force: true })
}
