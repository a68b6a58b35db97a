import type { ReactNode } from 'react'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatNumber } from '../language/format.ts'
import { classes } from '../parts/classes.ts'
import { RiskTag } from '../parts/tag.tsx'
import css from './home.module.css'

/** Open cases of the office by risk: word, number and bar. */
export function OpenCases({ office }: { office: CallOutput<'home.summary'>['office'] }): ReactNode {
  const levels = [
    ['high', office.high, css.toneHigh],
    ['medium', office.medium, css.toneMedium],
    ['low', office.low, css.toneLow],
    [null, office.unrated, css.toneNone],
  ] as const
  return (
    <div className={css.risks}>
      {levels.map(([risk, count, tone]) => (
        <div key={risk ?? 'none'}>
          <div className="line small">
            <RiskTag risk={risk} bare />
            <span className="grow" />
            {formatNumber(count)}
          </div>
          <progress
            className={classes(css.bar, tone)}
            aria-hidden="true"
            value={count}
            max={Math.max(1, office.open)}
          />
        </div>
      ))}
    </div>
  )
}
