import { LakanaError } from '../contract/errors.ts'
import type { Line } from './lines/read-line.ts'

/** Version of what changes mean (ops, groups, values). It grows with a migration that older changes must go through too. */
export const ledgerSchema = 1
/** The oldest program schema that can read what this one writes. */
export const minReader = 1

type Step = (line: Line) => Line

/** `steps[n]` brings a line of schema n to schema n + 1, with the same function as the migration of the database. */
const steps: Readonly<Record<number, Step>> = {}

/**
 * The function that brings lines of an older schema to the present one.
 * @throws bundle.schema-too-new: nothing is taken, the bundle waits for a newer program; bundle.format-too-old
 */
export function lineMigration(schema: number, readerNeeded: number): Step {
  if (Math.max(schema, readerNeeded) > ledgerSchema) throw new LakanaError('bundle.schema-too-new', { schema })
  const todo: Step[] = []
  for (let version = schema; version < ledgerSchema; version += 1) {
    const step = steps[version]
    if (!step) throw new LakanaError('bundle.format-too-old', { schema })
    todo.push(step)
  }
  return (line) => todo.reduce((done, step) => step(done), line)
}
