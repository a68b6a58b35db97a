import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const project = fileURLToPath(new URL('..', import.meta.url))

/** The project's own tools first: its pinned Node among them. What is compiled once is kept: tests start hundreds of processes of the same sources. */
export const toolEnv = {
  ...process.env,
  NODE_COMPILE_CACHE: join(project, '.cache', 'compile'),
  PATH: [join(project, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
}

/** Runs a tool in the project's folder with its output shown. @returns whether it ended well */
export function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = toolEnv): boolean {
  const { status } = spawnSync(command, args, {
    cwd: project,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  return status === 0
}

export function has(command: string): boolean {
  return (toolEnv.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)))
}

/** Installs Debian packages where that is possible, and says so. @returns the commands that are still missing */
export function ensure(packages: Readonly<Record<string, string>>): string[] {
  const missing = Object.keys(packages).filter((command) => !has(command))
  if (missing.length === 0) return []
  const names = missing.map((command) => packages[command] ?? command)
  const mayInstall = process.platform === 'linux' && process.getuid?.() === 0 && has('apt-get')
  if (mayInstall) {
    console.log(`Installing with apt-get: ${names.join(', ')}`)
    run('apt-get', ['update', '-qq'])
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names])
  }
  return missing.filter((command) => !has(command))
}
