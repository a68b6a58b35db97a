import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FoundBundle } from '../../src-main/contract/exchange.ts'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatDay, formatWhen } from '../language/format.ts'
import { useErrorText } from '../office/error-text.ts'
import { useSession } from '../office/session.tsx'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import { Notice } from '../parts/notice.tsx'
import { State } from '../parts/tag.tsx'
import { useBrings } from './brings.ts'
import { usePartner } from './partner.ts'
import css from './transmission.module.css'

const tones = { ready: 'good', taken: 'plain', 'other-office': 'plain', gap: 'warn', refused: 'late' } as const
const order = { ready: 0, gap: 1, refused: 2, 'other-office': 3, taken: 4 } as const

/** What lies on the key, each bundle in one line with what it would bring, or why it cannot. */
export function Found({ scan }: { scan: CallOutput<'exchange.scan'> }): ReactNode {
  const { t } = useTranslation('exchange')
  const { wary } = scan
  const bundles = [...scan.bundles].sort(
    (a, b) => order[a.state] - order[b.state] || Number(b.urgent) - Number(a.urgent),
  )
  return (
    <>
      {(wary.autorun || wary.shortcuts > 0 || wary.programs > 0) && (
        <Notice kind="warn" title={t('wary.title')}>
          {t('wary.text')}
        </Notice>
      )}
      <Card title={t('found.title')}>
        {bundles.length === 0 ? (
          <Empty title={t('found.none')}>{t('found.none.text')}</Empty>
        ) : (
          <ul className={css.list}>
            {bundles.map((bundle) => (
              <Line key={bundle.file} bundle={bundle} />
            ))}
          </ul>
        )}
      </Card>
    </>
  )
}

/** What it brings, whose it is, or why it cannot be taken. */
function Content({ bundle }: { bundle: FoundBundle }): ReactNode {
  const { t } = useTranslation('exchange')
  const say = useErrorText()
  const brings = useBrings()
  const { session } = useSession()
  const { counts, error, period, state, to, urgent } = bundle
  if (state === 'other-office' && to !== null)
    return to.code === session.office.code ? t('found.forPc') : t('found.for', { office: to.name })
  if (error !== null && state !== 'taken') return say(error)
  if (urgent) return t('found.urgent.text')
  const [from, until] = [formatDay(period?.from ?? ''), formatDay(period?.to ?? '')]
  return (
    <>
      {counts !== null && brings(counts)}
      {period !== null && (
        <span className="muted">
          {' '}
          · {from === until ? t('found.day', { day: from }) : t('found.period', { from, to: until })}
        </span>
      )}
    </>
  )
}

function Line({ bundle }: { bundle: FoundBundle }): ReactNode {
  const { t } = useTranslation('exchange')
  const { from, pc, number, urgent } = bundle
  const partner = usePartner()
  return (
    <li className={css.row}>
      <b title={bundle.file}>
        {from === null
          ? bundle.file
          : [
              partner(from, pc),
              ...(number === null ? [] : [t(urgent ? 'found.urgent' : 'found.number', { number })]),
            ].join(' · ')}
      </b>
      <span>
        <Content bundle={bundle} />
      </span>
      <span className={css.state}>
        <State tone={tones[bundle.state]}>
          {bundle.state === 'taken' && bundle.takenAt !== null
            ? t('found.taken', { when: formatWhen(bundle.takenAt) })
            : t(`state.${bundle.state}`)}
        </State>
      </span>
    </li>
  )
}
