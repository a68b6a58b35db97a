import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { speakByDefault } from '../language/index.ts'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Toasts } from '../parts/toasts.tsx'
import { Banners, TrainingBanner } from './banners.tsx'
import css from './frame.module.css'
import { HelpPanel } from './help-panel.tsx'
import { IdleWatch } from './idle-watch.tsx'
import { LeaveDialog } from './leave-dialog.tsx'
import { Rail } from './rail.tsx'
import { SearchPalette } from './search-palette.tsx'
import { useShortcuts } from './shortcuts.ts'
import { TopBar } from './top-bar.tsx'

/** Pages that bring a rail of their own: the office's folds to icons beside them. */
const withOwnRail = /^\/cases\/[^/]+/

/** A new page starts at its top, with the focus on its title. */
function useFreshPage(path: string): React.RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null)
  useEffect(() => {
    main.current?.scrollTo(0, 0)
    const frame = requestAnimationFrame(() => {
      const page = main.current
      if (page === null || page.contains(document.activeElement)) return
      // A page that still reads its case has no title yet.
      const title = page.querySelector('h1') ?? page
      title.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [path])
  return main
}

/** Top bar, rail, banners and the page. A page whose first element bears `data-bleed` gets no margin. */
export function Frame({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation()
  const { can, session } = useSession()
  const [path] = useLocation()
  const [open, setOpen] = useState<'search' | 'help' | null>(null)
  const main = useFreshPage(path)
  const settings = useAsk('settings.get', {}, { enabled: can('settings.read') })
  // A person's own language comes before the office's.
  const spoken = session.language ?? settings.data?.language
  useEffect(() => {
    if (spoken !== undefined) void speakByDefault(spoken)
  }, [spoken])
  useShortcuts({ search: () => setOpen('search'), help: () => setOpen('help') })
  return (
    <div className={css.frame} data-compact={withOwnRail.test(path) || undefined}>
      {/* biome-ignore lint/a11y/useValidAnchor: the hash is the page's address here, so the jump is made by hand */}
      <a
        className={css.skip}
        href="#content"
        onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}
      >
        {t('skip')}
      </a>
      <TopBar onSearch={() => setOpen('search')} />
      <TrainingBanner />
      <div className={css.below}>
        <Rail onHelp={() => setOpen('help')} />
        <main id="content" ref={main} tabIndex={-1} className={css.main}>
          <Banners />
          {children}
        </main>
      </div>
      <Toasts />
      <IdleWatch />
      <LeaveDialog />
      {open === 'search' && <SearchPalette onClose={() => setOpen(null)} />}
      {open === 'help' && <HelpPanel onClose={() => setOpen(null)} />}
    </div>
  )
}
