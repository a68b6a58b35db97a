import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { useErrorText } from '../office/error-text.ts'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { useBrings } from './brings.ts'
import { OfficeMoved } from './move-dialog.tsx'
import { usePartner } from './partner.ts'
import css from './transmission.module.css'
import type { Exchanging } from './use-exchange.ts'
import { useWhy } from './why.ts'

/** What was taken and what was written, in words; the last one says whether the key may be pulled out. */
export function Outcome({ work }: { work: Exchanging }): ReactNode {
  return (
    <>
      <ErrorBox error={work.error} />
      {work.imported !== null && <Imported results={work.imported.results} />}
      {work.exported !== null && <Exported written={work.exported.written} />}
    </>
  )
}

function Imported({ results }: { results: CallOutput<'exchange.import'>['results'] }): ReactNode {
  const { t } = useTranslation('exchange')
  const { t: pcs } = useTranslation('pcs')
  const say = useErrorText()
  const brings = useBrings()
  const partner = usePartner()
  const refused = results.filter((each) => each.outcome === 'refused').length
  const word = (each: (typeof results)[number]): string => {
    if (each.outcome === 'refused') return say(each.error)
    if (each.outcome === 'already') return t('import.already')
    if (each.urgent && each.aside === 0) return t('found.urgent.text')
    const brought = each.counts === null ? t('found.nothing') : brings(each.counts)
    return each.aside === 0 ? brought : `${brought} · ${t('import.aside', { count: each.aside })}`
  }
  return (
    <Notice
      kind={refused > 0 ? 'warn' : 'good'}
      title={refused > 0 ? t('import.someRefused', { count: refused }) : t('import.done')}
      live
    >
      <ul className={css.list}>
        {results.map((each) => (
          <li key={each.file}>
            <b>
              {each.from === null
                ? each.file
                : `${partner({ code: each.from, name: each.from }, each.pc)} · ${t(each.urgent ? 'found.urgent' : 'found.number', { number: each.number ?? 0 })}`}
            </b>{' '}
            · {word(each)}
            {each.error?.code === 'bundle.office-moved' && <OfficeMoved details={each.error.details} />}
            {each.files > 0 && `, ${t('why.files', { count: each.files })}`}
            {each.revocations.map(({ office, reason, here }) => (
              <span key={`${office} ${reason}`} className={css.came}>
                {here ? t('came.revoked.here') : t('came.revoked', { office, reason: pcs(`reason.${reason}`) })}
              </span>
            ))}
            {each.moves.map(({ office, code, to, left }) => (
              <span key={code} className={css.came}>
                {t(left ? 'came.moved.left' : 'came.moved', { office, to })}
              </span>
            ))}
            {each.olderRevocations && <span className={css.came}>{t('came.revoked.older')}</span>}
            {each.documents.map(({ kind, version, outcome }) => (
              <span key={kind} className={css.came}>
                {t(`came.${outcome}`, { what: t(`laid.${kind}`), version })}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Exported({ written }: { written: CallOutput<'exchange.export'>['written'] }): ReactNode {
  const { t } = useTranslation('exchange')
  const why = useWhy()
  const partner = usePartner()
  return (
    <Notice kind="good" title={t('export.done')} live>
      <ul className={css.list}>
        {written.map((each) => (
          <li key={each.file}>
            <b>
              {partner({ code: each.to, name: each.to }, each.pc)} · {t('found.number', { number: each.number })}
            </b>{' '}
            · {why(each)} <span className="muted">· {each.file}</span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
