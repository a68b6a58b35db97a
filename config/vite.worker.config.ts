import { bundle } from './vite.bundle.ts'

export default bundle('src-main/office-worker.ts', 'worker')
