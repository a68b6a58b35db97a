import { type KeyboardEvent, type ReactNode, useDeferredValue, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseItem } from '../../src-main/contract/cases.ts'
import { parseCaseCode } from '../../src-main/domain/case-code.ts'
import { useChildWords } from '../cases/child-line.ts'
import { fullName } from '../cases/child-words.ts'
import { goTo } from '../office/navigation.ts'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { OpeningDialog } from '../openings/opening-dialog.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { RiskTag } from '../parts/tag.tsx'
import css from './search-palette.module.css'

const shown = 12

/** Finds a child from anywhere: type, arrows, Enter. */
export function SearchPalette({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const { t: openings } = useTranslation('openings')
  const id = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const wanted = useDeferredValue(text.trim())
  const found = useAsk('cases.search', { text: wanted, limit: shown }, { enabled: wanted !== '', keep: true })
  const items = wanted === '' ? [] : (found.data?.items ?? [])
  const { can } = useSession()
  const [asking, setAsking] = useState<string | null>(null)
  // A whole code whose check character fits may be that of a case out of scope: only the office knows, and only for a reason.
  const code = items.length === 0 && can('case.break-glass') ? (parseCaseCode(wanted)?.code ?? null) : null
  const open = (item: CaseItem | undefined): void => {
    if (item === undefined) return
    onClose()
    goTo(`/cases/${item.id}`)
  }
  const all = (): void => {
    onClose()
    goTo(`/cases?text=${encodeURIComponent(wanted)}`)
  }
  const onKey = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1 }
    const step = steps[event.key]
    if (step !== undefined && items.length > 0) {
      event.preventDefault()
      setAt((step + items.length) % items.length)
    }
    if (event.key === 'Enter') open(items[at])
  }
  if (asking !== null) return <OpeningDialog wanted={{ code: asking }} code={asking} close={onClose} />
  return (
    <Dialog title={t('search.title')} onClose={onClose} place="top" width="wide" hideTitle>
      <input
        className={css.input}
        type="text"
        role="combobox"
        aria-label={t('search.title')}
        aria-expanded={items.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={items.length > 0 ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        placeholder={t('top.search')}
        data-first
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKey}
      />
      <ErrorBox error={found.error} />
      <div className={css.list} id={`${id}-list`} role="listbox" aria-label={t('search.title')}>
        {items.map((item, index) => (
          <Found key={item.id} id={`${id}-${index}`} item={item} here={index === at} onOpen={() => open(item)} />
        ))}
      </div>
      <div className={css.foot} role="status">
        {wanted === '' && t('search.hint')}
        {wanted !== '' && items.length === 0 && found.data !== undefined && !found.isFetching && (
          <>
            <b>{t('search.none', { text: wanted })}</b>{' '}
            {code === null ? t('search.none.hint') : openings('open.byCode')}
            {code !== null && (
              <button type="button" className={css.all} onClick={() => setAsking(code)}>
                {openings('open.action')}
              </button>
            )}
          </>
        )}
        {items.length > 0 && (items.length < shown ? t('search.results', { count: items.length }) : t('search.first'))}
        {items.length > 0 && ` · ${t('search.keys')} `}
        {items.length === shown && (
          <button type="button" className={css.all} onClick={all}>
            {t('search.all')}
          </button>
        )}
      </div>
    </Dialog>
  )
}

interface FoundProps {
  id: string
  item: CaseItem
  here: boolean
  onOpen: () => void
}

function Found({ id, item, here, onOpen }: FoundProps): ReactNode {
  const { t } = useTranslation()
  const { ageOf } = useChildWords()
  const facts = [
    ageOf(item),
    item.communeLabel,
    item.caregiver === '' ? '' : t('search.caregiver', { name: item.caregiver }),
  ]
  return (
    // The list box is driven from the text box above it; the pointer is a second way.
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrows and Enter in the text box do the same
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text box
    <div
      id={id}
      role="option"
      aria-selected={here}
      className={css.item}
      onClick={onOpen}
      ref={(element) => {
        if (here) element?.scrollIntoView({ block: 'nearest' })
      }}
    >
      <span className={css.risk}>
        <RiskTag risk={item.risk} />
      </span>
      <span className={css.who}>
        <span className="cut">
          <b>{fullName(item)}</b>
          {item.nickname !== '' && <span className="muted"> « {item.nickname} »</span>}
        </span>
        <span className="small muted cut">{facts.filter((fact) => fact !== '').join(' · ')}</span>
      </span>
      <span className="small muted nowrap">{item.code}</span>
    </div>
  )
}
