import type { ReactNode } from 'react'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatNumber } from '../language/format.ts'
import { RiskTag } from '../parts/tag.tsx'
import css from './home.module.css'

/** Open cases of the office by risk. */
export function OpenCases({ office }: { office: CallOutput<'home.summary'>['office'] }): ReactNode {
  const levels = [
    ['high', office.high],
    ['medium', office.medium],
    ['low', office.low],
    [null, office.unrated],
  ] as const
  return (
    <div className={css.counts}>
      {levels.map(([risk, count]) => (
        <div key={risk ?? 'none'} className="line small">
          <RiskTag risk={risk} bare />
          <span className="grow" />
          <span className="numbers">{formatNumber(count)}</span>
        </div>
      ))}
    </div>
  )
}
