import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string): string => new URL(path, import.meta.url).pathname

/** The picture decoders that the PDF reader asks for by name. */
const pdfDecoders: Plugin = {
  name: 'pdf-decoders',
  generateBundle() {
    for (const name of ['jbig2_nowasm_fallback.js', 'openjpeg_nowasm_fallback.js']) {
      const source = readFileSync(here(`../node_modules/pdfjs-dist/wasm/${name}`))
      this.emitFile({ type: 'asset', fileName: `pdf/${name}`, source })
    }
  },
}

/** The window. `base` is relative so that the same files are served by every shell's own address. */
export default defineConfig({
  root: here('../src-renderer'),
  base: './',
  plugins: [react(), pdfDecoders],
  build: {
    outDir: here('../.vite/renderer'),
    emptyOutDir: true,
    target: 'chrome140',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { fs: { allow: [here('..')] } },
})
