/**
 * `npm run verify:log -- --home DIR`: walks the access log of an office and names the first broken link. Asks for a person's sign-in name and
 * password on the terminal, without echo (or reads both, a line each, from a pipe). Nothing is written to the office. Ends with 0 for a whole
 * log, 1 for a broken one, 2 when it could not be read.
 */
import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { LakanaError } from '../src-main/contract/errors.ts'
import { verifyWholeLog } from '../src-main/exchange/log-archive.ts'
import { readSelf } from '../src-main/store/self.ts'
import { openVault } from '../src-main/vault/vault.ts'

const sentences = {
  missing: 'lines are missing from here on',
  edited: 'this line, or one just before it, is not the one that was written',
  order: 'this line goes back in the time of its own session',
  archive: 'the archive that begins here is not the one that was signed',
} as const

const { values } = parseArgs({ options: { home: { type: 'string' } } })
if (values.home === undefined) {
  console.error('npm run verify:log -- --home DIR')
  process.exit(2)
}
process.exitCode = await verify(values.home)

async function verify(home: string): Promise<number> {
  const { signIn, password } = await askWho()
  try {
    const vault = await openVault({ home, signInName: signIn, password })
    try {
      const self = readSelf(vault.db)
      if (!self) throw new LakanaError('vault.database-damaged')
      const { lines, broken } = verifyWholeLog(vault.db, self, () => undefined)
      if (broken === null) console.log(`The access log is whole: ${lines} lines.`)
      else console.log(`BROKEN at line ${broken.n}: ${sentences[broken.what]}. ${lines} lines before it are sound.`)
      return broken === null ? 0 : 1
    } finally {
      vault.close()
    }
  } catch (error) {
    console.error(error instanceof LakanaError ? error.code : 'The log could not be read.')
    return 2
  }
}

/** On a terminal what is typed for the password is not shown. */
async function askWho(): Promise<{ signIn: string; password: string }> {
  if (!process.stdin.isTTY) {
    const [signIn = '', password = ''] = (await textOf(process.stdin)).split('\n')
    return { signIn, password }
  }
  let quiet = false
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      if (!quiet) process.stdout.write(chunk as Uint8Array)
      done()
    },
  })
  const terminal = createInterface({ input: process.stdin, output, terminal: true })
  const signIn = await terminal.question('Sign-in name: ')
  process.stdout.write('Password: ')
  quiet = true
  const password = await terminal.question('')
  process.stdout.write('\n')
  terminal.close()
  return { signIn, password }
}

async function textOf(stream: NodeJS.ReadStream): Promise<string> {
  let text = ''
  stream.setEncoding('utf8')
  stream.on('data', (piece: string) => {
    text += piece
  })
  await once(stream, 'end')
  return text
}
