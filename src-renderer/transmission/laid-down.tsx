import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatDay } from '../language/format.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'

type Documents = CallOutput<'exchange.documents'>

/** What the offices above lay down for this one, and what this one lays down for those below. */
export function LaidDown({ below }: { below: boolean }): ReactNode {
  const { t } = useTranslation('exchange')
  const { can } = useSession()
  const { data, error } = useAsk('exchange.documents', {})
  const publish = below && can('settings.write')
  if (error !== null) return <ErrorBox error={error} />
  if (data === undefined || (!publish && data.inForce.length === 0)) return null
  return (
    <Card title={t('laid.title')} padded>
      {data.inForce.map((each) => (
        <p key={each.kind}>
          {t('laid.inForce', { what: t(`laid.${each.kind}`), version: each.version, from: each.from })}
        </p>
      ))}
      {publish && <Publish own={data.own} />}
    </Card>
  )
}

function Publish({ own }: { own: Documents['own'] }): ReactNode {
  const { t } = useTranslation('exchange')
  const [asking, setAsking] = useState(false)
  const layDown = useTell('exchange.layDown', ['exchange.documents'])
  const last = own.find((each) => each.kind === 'settings')
  return (
    <>
      <p className="small muted">
        {last === undefined
          ? t('laid.none')
          : t('laid.own', { what: t('laid.settings'), version: last.version, day: formatDay(last.at) })}
      </p>
      <ErrorBox error={layDown.error} />
      <div className="line">
        <Button
          busy={layDown.isPending}
          onClick={() =>
            asking ? layDown.mutate({ kind: 'settings' }, { onSuccess: () => setAsking(false) }) : setAsking(true)
          }
        >
          {t(asking ? 'laid.confirm' : 'laid.action')}
        </Button>
        {asking && <span className="small muted">{t('laid.consequence')}</span>}
      </div>
    </>
  )
}
