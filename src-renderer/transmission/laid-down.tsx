import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallInput, CallOutput } from '../../src-main/contract/index.ts'
import { formatDay } from '../language/format.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button, ButtonLink } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import css from './laid-down.module.css'

type Documents = CallOutput<'exchange.documents'>
type Own = Documents['own'][number]
type Kind = CallInput<'exchange.layDown'>['kind']

const kinds = [
  ['settings', 'settings.write'],
  ['conduct', 'conduct.manage'],
  ['roles', 'role.manage'],
] as const

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
      {data.inForce.map(({ kind, version, from, waits }) => (
        <p key={`${kind} ${from}`}>
          {t(waits ? 'laid.waits' : 'laid.inForce', { what: t(`laid.${kind}`), version, from })}
        </p>
      ))}
      {publish && <Publish own={data.own} />}
    </Card>
  )
}

/** One line a kind: what holds below by this office, and the button that lays it down as it stands here now. */
function Publish({ own }: { own: Documents['own'] }): ReactNode {
  const { t } = useTranslation('exchange')
  const { can } = useSession()
  const [asking, setAsking] = useState<Kind | null>(null)
  const layDown = useTell('exchange.layDown', ['exchange.documents'])
  return (
    <>
      <p className="small muted">{t('laid.how')}</p>
      <ul className={css.kinds}>
        {kinds.flatMap(([kind, needs]) => {
          if (!can(needs)) return []
          const last = own.find((each) => each.kind === kind)
          const what = t(`laid.${kind}`)
          const asked = asking === kind
          return (
            <li key={kind}>
              <div className="grow">
                <b>{what}</b>
                <div className="small muted">
                  {asked
                    ? t(`laid.consequence.${kind}`)
                    : last === undefined
                      ? t('laid.none')
                      : t('laid.own', { version: last.version, day: formatDay(last.at) })}
                </div>
              </div>
              {asked && <Button onClick={() => setAsking(null)}>{t('laid.cancel')}</Button>}
              <Button
                look={asked ? 'main' : 'plain'}
                busy={asked && layDown.isPending}
                aria-label={asked ? undefined : `${t('laid.action')} : ${what}`}
                onClick={() =>
                  asked ? layDown.mutate({ kind }, { onSuccess: () => setAsking(null) }) : setAsking(kind)
                }
              >
                {t(asked ? 'laid.confirm' : 'laid.action')}
              </Button>
            </li>
          )
        })}
        <Lists last={own.find(({ kind }) => kind === 'lists')} />
      </ul>
      <ErrorBox error={layDown.error} />
    </>
  )
}

/** Lists, places and questions are prepared on a page of their own, and laid down there. */
function Lists({ last }: { last: Own | undefined }): ReactNode {
  const { t } = useTranslation('exchange')
  return (
    <li>
      <div className="grow">
        <b>{t('laid.lists')}</b>
        <div className="small muted">
          {last === undefined
            ? t('laid.lists.none')
            : t('laid.own', { version: last.version, day: formatDay(last.at) })}
        </div>
      </div>
      <ButtonLink to="/settings/lists">{t('laid.lists.go')}</ButtonLink>
    </li>
  )
}
