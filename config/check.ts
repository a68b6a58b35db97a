import { run } from './run.ts'

const parts: readonly (readonly [string, string, readonly string[]])[] = [
  ['types: contract and domain', 'tsc', ['-p', 'config/tsconfig.pure.json']],
  ['types: main', 'tsc', ['-p', 'config/tsconfig.main.json']],
  ['types: window', 'tsc', ['-p', 'config/tsconfig.renderer.json']],
  ['types: tests', 'tsc', ['-p', 'config/tsconfig.tests.json']],
  ['lint and format', 'biome', ['check', '.']],
  ['arrows', 'depcruise', ['-c', 'config/dependency-cruiser.cjs', 'src-main', 'src-renderer']],
  ['access matrix', 'node', ['config/matrix.ts', '--check']],
  ['dead code, unused packages', 'knip', ['-c', 'config/knip.json', '--no-config-hints']],
]

const failed = parts.filter(([name, command, args]) => {
  console.log(`── ${name}`)
  return !run(command, args)
})
for (const [name] of failed) console.log(`FAILED: ${name}`)
process.exit(failed.length === 0 ? 0 : 1)
