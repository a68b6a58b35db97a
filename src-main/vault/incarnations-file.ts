import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { unlessDiskRefuses, writeWhole } from './files.ts'

const fileName = 'incarnations.json'
const schema = z.strictObject({ highest: z.int().min(1), letters: z.array(z.string().length(1)).max(30) })
export type IncarnationsFile = z.infer<typeof schema>

/** What this PC remembers of the incarnations of its office, beside the file: an old backup knows only those before it. */
export function readIncarnations(home: string): IncarnationsFile {
  const path = join(home, fileName)
  const none = { highest: 1, letters: [] }
  if (!existsSync(path)) return none
  try {
    const read = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return read.success ? read.data : none
  } catch (error) {
    // Half written by a failing disk: letters are chosen at random, which is the second guard.
    if (!(error instanceof SyntaxError)) throw error
    return none
  }
}

export function writeIncarnations(home: string, known: IncarnationsFile): void {
  unlessDiskRefuses(() => writeWhole(join(home, fileName), JSON.stringify(known)))
}
