import { spawn } from 'node:child_process'

/**
 * Runs a child that says `ready` before and `done` after its act. `end`: the named moment at which it kills itself, or milliseconds after `ready`
 * at which it is killed here. @returns whether it had said `done`
 */
export function killedChild(file: string, args: readonly string[], end: string | number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args])
    let said = ''
    let failure = ''
    child.stdout.on('data', (text) => {
      if (said === '' && typeof end === 'number') setTimeout(() => child.kill('SIGKILL'), end)
      said += text
    })
    child.stderr.on('data', (text) => {
      failure += text
    })
    child.once('close', (status, signal) => {
      const asWanted = signal === 'SIGKILL' || (typeof end === 'number' && status === 0)
      if (asWanted) resolve(said.includes('done'))
      else reject(new Error(`${args[0]} was not killed at ${end}: ${failure}`))
    })
  })
}
