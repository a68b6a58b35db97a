import { bundle } from './vite.bundle.ts'

export default bundle('src-main/main.ts', 'main')
