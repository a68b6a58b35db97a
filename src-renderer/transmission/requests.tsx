import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Check } from '../parts/inputs.tsx'
import { Notice } from '../parts/notice.tsx'
import { toast } from '../parts/toasts.tsx'
import { Words } from './words.tsx'

/** Whom each level certifies. */
const below = { national: 'region', region: 'district', district: null } as const

type Request = CallOutput<'exchange.scan'>['requests'][number]

/** Offices that ask to be certified by this one. */
export function Requests({ path, requests }: { path: string; requests: readonly Request[] }): ReactNode {
  const { can, session } = useSession()
  if (!can('enrolment.certify')) return null
  const open = requests.filter(({ answered, level }) => !answered && level === below[session.office.level])
  return open.map((request) => <OneRequest key={request.file} path={path} request={request} />)
}

function OneRequest({ path, request }: { path: string; request: Request }): ReactNode {
  const { t } = useTranslation('exchange')
  const { known, leaves } = request
  const way = leaves?.back ? 'request.back' : 'request.leaves'
  const [same, setSame] = useState(false)
  const [sure, setSure] = useState(false)
  const ready = same && ((known === null && leaves === null) || sure)
  const certify = useTell('enrolment.certify', ['exchange.', 'enrolment.'], (done) =>
    toast(t(known === null ? 'request.done' : 'request.known.done', done)),
  )
  return (
    <Card title={t('request.title', { office: request.office, code: request.code })} padded>
      {known !== null && <Notice kind="warn">{t('request.known', { office: known.name })}</Notice>}
      {leaves !== null && <Notice kind="warn">{t(way, { office: request.office, region: leaves.name })}</Notice>}
      <p>{t('request.text')}</p>
      <Words words={request.words} />
      <Check checked={same} onChange={setSame}>
        {t('request.same')}
      </Check>
      {known !== null && (
        <Check checked={sure} onChange={setSure}>
          {t('request.known.sure', { office: known.name })}
        </Check>
      )}
      {leaves !== null && (
        <Check checked={sure} onChange={setSure}>
          {t(`${way}.sure`, { office: request.office, region: leaves.name })}
        </Check>
      )}
      <ErrorBox error={certify.error} />
      <div className="line">
        <Button
          look="main"
          disabled={!ready}
          busy={certify.isPending}
          onClick={() =>
            certify.mutate({
              path,
              file: request.file,
              words: request.words,
              ...(known === null ? {} : { newPcOf: known.id }),
              ...(leaves === null ? {} : { from: leaves.id }),
            })
          }
        >
          {t(known === null ? 'request.certify' : 'request.known.certify')}
        </Button>
        {!ready && <span className="small muted">{t(same ? 'request.why.sure' : 'request.why')}</span>}
      </div>
    </Card>
  )
}
