import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { defaultHome, mayWrite } from './home-folder.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** What may be said on the command line of every shell. */
export interface StartOptions {
  readonly home: string
  readonly language: 'fr' | 'en'
  /** Folders shown as removable drives (for trying the program without a key). */
  readonly drives: readonly string[]
  readonly size: Size
}

/** Thrown for a command line that cannot be meant. */
export class UsageError extends Error {}

export const usage = 'npm start -- [--home DIR] [--lang fr|en] [--drive DIR]... [--size WxH]'

/** @param args the words after the program's own. Unknown ones are let through only when `lenient` (Chromium's own switches). */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
  lenient = false,
): StartOptions {
  const { home, lang, drive, size } = parse(args, lenient)
  return {
    home: resolve(home ?? defaultHome({ platform: process.platform, env, userHome: homedir(), mayWrite })),
    language: languageOf(lang, env),
    drives: (drive ?? []).map((folder) => resolve(folder)),
    size: sizeOf(size ?? '1366x768'),
  }
}

function parse(args: readonly string[], lenient: boolean) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        home: { type: 'string' },
        lang: { type: 'string' },
        drive: { type: 'string', multiple: true },
        size: { type: 'string' },
      },
      strict: !lenient,
      allowPositionals: lenient,
    }).values as { home?: string; lang?: string; drive?: string[]; size?: string }
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message)
    throw error
  }
}

function languageOf(said: string | undefined, env: Readonly<Record<string, string | undefined>>): 'fr' | 'en' {
  if (said === 'fr' || said === 'en') return said
  if (said !== undefined) throw new UsageError(`--lang ${said}`)
  const system = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return system.toLowerCase().startsWith('en') ? 'en' : 'fr'
}

function sizeOf(said: string): Size {
  const match = /^(\d{3,4})x(\d{3,4})$/.exec(said)
  if (!match) throw new UsageError(`--size ${said}`)
  return { width: Number(match[1]), height: Number(match[2]) }
}
