import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../office/queries.ts'
import { Card } from '../parts/card.tsx'
import { DrivePicker } from '../parts/drive-picker.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Enrolment } from './enrolment.tsx'
import { Found } from './found.tsx'
import { Peers } from './peers.tsx'
import { PrepareKey } from './prepare-key.tsx'

/** Everything that comes and goes by USB key. */
export function TransmissionPage(): ReactNode {
  const { t } = useTranslation('exchange')
  const [path, setPath] = useState<string | null>(null)
  const overview = useAsk('exchange.overview', {})
  const { data } = overview
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={data === undefined ? undefined : t('lead.words', { words: data.words.join(' ') })}
      />
      <div className="stack">
        <ErrorBox error={overview.error} />
        <Card title={t('drive.title')} padded>
          <DrivePicker value={path} onChange={setPath} />
        </Card>
        {data !== undefined && !data.enrolled && data.level !== 'national' ? <Enrolment path={path} /> : null}
        {path === null ? null : (
          <>
            <Found path={path} />
            {data !== undefined && data.peers.length > 0 ? <PrepareKey path={path} /> : null}
          </>
        )}
        {data === undefined ? null : <Peers peers={data.peers} />}
      </div>
    </>
  )
}
