import { bundle } from './vite.bundle.ts'

export default bundle('src-main/shell/electron/preload.ts', 'preload')
