import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { classes } from '../parts/classes.ts'
import { ErrorBox } from '../parts/error-box.tsx'
import { LeavingCase } from './leaving-case.tsx'
import css from './transmission.module.css'

type Preview = NonNullable<CallOutput<'exchange.preview'>>

/** Before a key is written: what the next bundle to the office above tells of each child, what stays, and why. */
export function Leaving(): ReactNode {
  const { t } = useTranslation('exchange')
  const { can } = useSession()
  const { data, error, refetch } = useAsk('exchange.preview', {}, { enabled: can('exchange.export') })
  if (data === undefined || data === null) return <ErrorBox error={error} onRetry={() => void refetch()} />
  const { to, purpose, most, cases, whole, partly } = data
  return (
    <Card title={t('leaving.title')} aside={`${to.name} · ${t(`leaving.purpose.${purpose}`)}`}>
      <div className={css.leaving}>
        <p className={css.sentence}>
          {cases === 0 ? t('leaving.none') : t('leaving.cases', { count: cases })}
          {cases > 0 && ` ${t('leaving.whole', { count: whole })}`}
        </p>
        <p className="small muted">{t(`leaving.most.${most}`)}</p>
      </div>
      {partly.length > 0 && (
        <table className={classes('table', css.table)}>
          <thead>
            <tr>
              <th scope="col">{t('leaving.case')}</th>
              <th scope="col">{t('leaving.stays')}</th>
              <th scope="col" className="numbers">
                {t('leaving.going')}
              </th>
              <th scope="col" className="numbers">
                {t('leaving.staying')}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t('leaving.detail')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {partly.map((each) => (
              <Row key={each.id} row={each} />
            ))}
          </tbody>
        </table>
      )}
      {cases - whole > partly.length && (
        <p className={css.leaving}>{t('leaving.more', { count: cases - whole - partly.length })}</p>
      )}
    </Card>
  )
}

function Row({ row }: { row: Preview['partly'][number] }): ReactNode {
  const { t } = useTranslation('exchange')
  const { can } = useSession()
  const [open, setOpen] = useState(false)
  const words = [
    row.identity === null ? '' : t('leaving.identity', { why: t(`leaving.why.${row.identity}`) }),
    row.facts === null ? '' : t('leaving.facts', { why: t(`leaving.why.${row.facts}`) }),
  ].filter((each) => each !== '')
  return (
    <>
      <tr>
        <th scope="row">{can('case.read') ? <Link href={`/cases/${row.id}`}>{row.code}</Link> : row.code}</th>
        <td>{words.length === 0 ? t('leaving.photo') : words.join(' ')}</td>
        <td className="numbers">{row.going}</td>
        <td className="numbers">{row.staying}</td>
        <td>
          <Button
            size="small"
            look="quiet"
            aria-expanded={open}
            aria-label={t('leaving.detailOf', { code: row.code })}
            onClick={() => setOpen(!open)}
          >
            {t(open ? 'leaving.hide' : 'leaving.detail')}
          </Button>
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={5}>
            <LeavingCase id={row.id} />
          </td>
        </tr>
      )}
    </>
  )
}
