import { readFile } from 'node:fs/promises'
import { type ErrorCode, LakanaError } from '../contract/errors.ts'
import { driveError } from './drive-errors.ts'
import { type DriveFile, findOnDrive, listDrive } from './drive-listing.ts'
import { enrolmentFileMax } from './enrolment.ts'
import { placeFile } from './place-file.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of an enrolment or role file. @throws `damaged`, file.not-found, drive.gone */
export async function readLetter(file: DriveFile, damaged: ErrorCode = 'enrolment.damaged'): Promise<string> {
  if (file.bytes > enrolmentFileMax) throw new LakanaError(damaged)
  const bytes = await readFile(file.path).catch(async (error: unknown) => {
    throw await driveError(error, file.path, 'file.not-found')
  })
  try {
    return utf8.decode(bytes)
  } catch {
    throw new LakanaError(damaged)
  }
}

/** Writes an enrolment or role file, whole or not at all. @returns the name taken. @throws drive.* */
export function writeLetter(folder: string, name: string, text: string): Promise<string> {
  const bytes = Buffer.from(text)
  return placeFile(
    { folder, name, size: bytes.length },
    async (handle) => {
      await handle.write(bytes)
    },
    async (path) => bytes.equals(await readFile(path)),
  )
}

/** An enrolment file of a drive by its name. @throws file.not-found, drive.* */
export async function letter(path: string, file: string): Promise<DriveFile> {
  const found = await findOnDrive(path, file)
  if (!found) throw new LakanaError('file.not-found')
  return found
}

/** The enrolment files of a drive that `open` can read; others are for somebody else. */
export async function lettersOf<T>(
  path: string,
  open: (document: string) => T,
): Promise<{ file: string; content: T }[]> {
  const found: { file: string; content: T }[] = []
  for (const file of (await listDrive(path)).letters) {
    try {
      found.push({ file: file.file, content: open(await readLetter(file)) })
    } catch (error) {
      const other = error instanceof LakanaError && ['recovery.damaged', 'enrolment.damaged'].includes(error.code)
      if (!other) throw error
    }
  }
  return found
}
