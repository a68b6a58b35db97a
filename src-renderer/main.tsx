import './look/fonts.css'
import './look/tokens.css'
import './look/base.css'
import './look/print.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startLanguage } from './language/index.ts'
import { restoreDisplay } from './look/display.ts'
import { watchHistory } from './office/navigation.ts'
import { watchPrinting } from './office/print.ts'

restoreDisplay()
watchHistory()
watchPrinting()
await startLanguage()
const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
