import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseItem } from '../../../src-main/contract/cases.ts'
import { formatDay } from '../../language/format.ts'
import { classes } from '../../parts/classes.ts'
import { RiskTag } from '../../parts/tag.tsx'
import { useChildWords } from '../child-line.ts'
import { fullName } from '../child-words.ts'
import css from './case-table.module.css'
import type { Choice } from './choice.ts'
import type { CaseSort } from './list-address.ts'

interface CaseTableProps {
  readonly total: number
  readonly stale: boolean
  readonly itemAt: (index: number) => CaseItem | undefined
  readonly sort: CaseSort
  readonly onSort: (sort: CaseSort) => void
  readonly withOffice: boolean
  /** Without names the code stands in their place. */
  readonly withNames: boolean
  readonly onRange: (first: number, last: number) => void
  readonly open: (item: CaseItem) => void
  /** Left out, nothing can be chosen. */
  readonly choice?: Choice | undefined
}

const columns = ['risk', 'name', 'sex', 'age', 'commune', 'worker', 'registered', 'due', 'code'] as const
type Column = (typeof columns)[number]
const sortOf: Partial<Record<Column, CaseSort>> = { risk: 'risk', name: 'name', registered: 'registered', due: 'due' }

/** Height of a row, in body sizes: 32 px, more with the large text. */
const rowHeight = (): number => Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) * 2.1334)

/** A list of any length, drawn as far as it is seen. Arrows, Page, Home and End move; Enter opens, Space chooses. */
export function CaseTable(props: CaseTableProps): ReactNode {
  const { total, stale, itemAt, sort, onSort, withOffice, withNames, onRange, open, choice } = props
  const { t } = useTranslation('cases')
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const height = rowHeight()
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    // The head of the table lies over the first rows.
    scrollMargin: height,
    scrollPaddingStart: height,
  })
  const seen = rows.getVirtualItems()
  const [first, last] = [seen[0]?.index ?? 0, seen.at(-1)?.index ?? 0]
  useEffect(() => onRange(first, last))

  const move = (to: number): void => {
    const next = Math.max(0, Math.min(total - 1, to))
    setActive(next)
    rows.scrollToIndex(next)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 320) / height) - 1)
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: total - 1,
    }
    const to = steps[event.key]
    const item = itemAt(active)
    if (to !== undefined && !event.altKey && !event.ctrlKey) move(to)
    else if (event.key === ' ' && choice !== undefined) choice.toggle(item)
    else if (event.key === 'a' && event.ctrlKey && choice !== undefined) choice.chooseAll()
    else if (event.key === 'Enter' && item !== undefined) open(item)
    else return
    event.preventDefault()
  }
  return (
    <div className={css.box}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawn part of a long list is not a table of the page */}
      <div
        ref={scroller}
        role="grid"
        aria-label={t('list.label')}
        aria-rowcount={total + 1}
        aria-activedescendant={`${id}-${active}`}
        tabIndex={0}
        className={classes(css.scroller, stale && css.stale)}
        aria-multiselectable={choice === undefined ? undefined : true}
        data-choosing={choice !== undefined || undefined}
        data-office={withOffice || undefined}
        data-nameless={!withNames || undefined}
        onKeyDown={onKeyDown}
      >
        <Head sort={sort} onSort={onSort} withOffice={withOffice} withNames={withNames} />
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="rowgroup" className={css.rows} style={{ height: rows.getTotalSize() }}>
          {seen.map(({ index, start }) => (
            // biome-ignore lint/a11y/useSemanticElements: as above
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard acts from the grid
            // biome-ignore lint/a11y/useFocusableInteractive: as above
            <div
              key={index}
              id={`${id}-${index}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={choice === undefined ? index === active : choice.isChosen(itemAt(index))}
              className={classes(
                css.row,
                index === active && css.active,
                choice?.isChosen(itemAt(index)) === true && css.chosen,
              )}
              style={{ transform: `translateY(${start - height}px)`, height }}
              onClick={() => {
                setActive(index)
                const item = itemAt(index)
                if (item !== undefined) open(item)
              }}
            >
              {choice !== undefined && <Pick item={itemAt(index)} choice={choice} onPick={() => setActive(index)} />}
              <Cells item={itemAt(index)} withOffice={withOffice} withNames={withNames} />
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

interface PickProps {
  readonly item: CaseItem | undefined
  readonly choice: Choice
  readonly onPick: () => void
}

/** Chooses a row without opening it. */
function Pick({ item, choice, onPick }: PickProps): ReactNode {
  const { t } = useTranslation('teams')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawn part of a long list is not a table of the page
    // biome-ignore lint/a11y/useKeyWithClickEvents: Space does the same from the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <div
      role="gridcell"
      className={css.pick}
      onClick={(event) => {
        event.stopPropagation()
        onPick()
        choice.toggle(item)
      }}
    >
      <input type="checkbox" tabIndex={-1} readOnly checked={choice.isChosen(item)} aria-label={t('select.one')} />
    </div>
  )
}

interface HeadProps {
  readonly sort: CaseSort
  readonly onSort: (sort: CaseSort) => void
  readonly withOffice: boolean
  readonly withNames: boolean
}

/** The code takes the place of the name where there is none. */
const columnsOf = (withNames: boolean): readonly Column[] =>
  withNames ? columns : columns.filter((column) => column !== 'code')

function Head({ sort, onSort, withOffice, withNames }: HeadProps): ReactNode {
  const { t } = useTranslation('cases')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawn part of a long list is not a table of the page
    <div role="rowgroup" className={css.head}>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
      <div role="row" aria-rowindex={1} className={css.row}>
        {columnsOf(withNames).map((column) => {
          const nameless = column === 'name' && !withNames
          const by = nameless ? undefined : sortOf[column]
          const word = nameless ? 'code' : column === 'worker' && withOffice ? 'office' : column
          const label = t(`column.${word}`)
          return (
            // biome-ignore lint/a11y/useSemanticElements: as above
            // biome-ignore lint/a11y/useFocusableInteractive: as above
            <div key={column} role="columnheader" className={css[column]} aria-sort={by === sort ? 'other' : undefined}>
              {by === undefined ? (
                label
              ) : (
                <button type="button" tabIndex={-1} className={css.sort} onClick={() => onSort(by)}>
                  {label}
                  {by === sort && <ArrowDown size={13} aria-hidden="true" />}
                </button>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

interface CellsProps extends Pick<HeadProps, 'withOffice' | 'withNames'> {
  readonly item: CaseItem | undefined
}

function Cells({ item, withOffice, withNames }: CellsProps): ReactNode {
  const { t } = useTranslation('cases')
  const { sexOf, ageOf } = useChildWords()
  // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
  // biome-ignore lint/a11y/useSemanticElements: a drawn part of a long list is not a table of the page
  if (item === undefined) return <div role="gridcell" className={css.waiting} aria-label={t('list.reading')} />
  const cells: Record<Column, ReactNode> = {
    risk: <RiskTag risk={item.risk} bare />,
    name: (
      <>
        {item.conflicts > 0 && (
          <b className="late" title={t('list.divergent')}>
            <span aria-hidden="true">≠ </span>
            <span className="visually-hidden">{t('list.divergent')} </span>
          </b>
        )}
        <b className={css.given}>{fullName(item)}</b>
        {item.nickname !== '' && item.nickname !== fullName(item) && (
          <span className="muted"> « {item.nickname} »</span>
        )}
        {item.status === 'closed' && <span className={css.closed}>{t('list.closed')}</span>}
      </>
    ),
    sex: sexOf(item),
    age: ageOf(item),
    commune: item.communeLabel.split(' — ')[0],
    worker: withOffice ? item.officeCode : item.workerName,
    registered: item.registeredOn === null ? '' : formatDay(item.registeredOn),
    due: <Due item={item} />,
    code: item.code,
  }
  return columnsOf(withNames).map((column) => (
    // biome-ignore lint/a11y/useSemanticElements: a drawn part of a long list is not a table of the page
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <div key={column} role="gridcell" className={classes(css.cell, css[column])}>
      {cells[column]}
    </div>
  ))
}

/** When the first response is due, by the time standards; nothing once it was given. */
function Due({ item }: { item: CaseItem }): ReactNode {
  const { t } = useTranslation('cases')
  if (item.dueOn === null) return null
  if (item.overdueDays > 0) return <span className="late">{t('due.late', { count: item.overdueDays })}</span>
  return formatDay(item.dueOn)
}
