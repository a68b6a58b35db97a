import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string): string => new URL(path, import.meta.url).pathname

/** The window. `base` is relative so that the same files are served by every shell's own address. */
export default defineConfig({
  root: here('../src-renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: here('../.vite/renderer'),
    emptyOutDir: true,
    target: 'chrome140',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { fs: { allow: [here('..')] } },
})
