import { builtinModules } from 'node:module'
import { defineConfig, type UserConfig } from 'vite'

const here = (path: string): string => new URL(path, import.meta.url).pathname

/** Electron 45 runs this Node. */
const target = 'node24'

/**
 * One file that Electron itself loads (main, preload, worker): CommonJS, every package inside, only Electron and Node's own modules
 * outside. `lib: false` keeps the packager from adding an entry of its own.
 */
export function bundle(entry: string, name: string): UserConfig {
  return defineConfig({
    root: here('..'),
    ssr: { noExternal: true, target: 'node' },
    resolve: { conditions: ['node', 'import', 'module', 'default'] },
    build: {
      ssr: here(`../${entry}`),
      lib: false,
      target,
      minify: false,
      outDir: here('../.vite/build'),
      emptyOutDir: false,
      copyPublicDir: false,
      rolldownOptions: {
        external: [/^electron($|\/)/, ...builtinModules, /^node:/],
        output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
      },
    },
  })
}
