import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatBytes } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { DrivePicker } from '../parts/drive-picker.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Progress } from '../parts/progress.tsx'
import { Answers } from './answers.tsx'
import { Enrolment } from './enrolment.tsx'
import { Fingerprint } from './fingerprint.tsx'
import { Found } from './found.tsx'
import { LaidDown } from './laid-down.tsx'
import { Leaving } from './leaving.tsx'
import { Outcome } from './outcome.tsx'
import { Peers } from './peers.tsx'
import { Receipt } from './receipt.tsx'
import { RecoveryRequests } from './recovery-requests.tsx'
import { Requests } from './requests.tsx'
import { stepWord } from './step-word.ts'
import { type Exchanging, useExchange } from './use-exchange.ts'
import { useKey } from './use-key.ts'

type Scan = CallOutput<'exchange.scan'>
type Key = ReturnType<typeof useKey>

/** Everything that comes and goes by USB key. */
export function TransmissionPage(): ReactNode {
  const { t } = useTranslation('exchange')
  const key = useKey()
  const { path } = key
  const work = useExchange()
  const [choosing, setChoosing] = useState(false)
  const overview = useAsk('exchange.overview', {})
  const scan = useAsk('exchange.scan', { path: path ?? '' }, { enabled: path !== null })
  const found = path === null ? undefined : scan.data
  const { data } = overview
  const alone = data !== undefined && !data.enrolled && data.level !== 'national'
  const above = data?.peers.find(({ direction }) => direction === 'up') ?? null
  const topRegion = data?.level === 'region' && above === null
  const choose = (next: string): void => {
    work.clear()
    setChoosing(false)
    key.choose(next)
  }
  const readAgain = (): void => {
    work.clear()
    void scan.refetch()
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={<Lead keyIn={key} scan={found} reading={scan.isFetching} />}
        actions={
          path === null ? undefined : (
            <>
              <Button onClick={() => setChoosing(!choosing)}>{t('key.other')}</Button>
              <Button onClick={readAgain} busy={scan.isFetching}>
                {t('key.again')}
              </Button>
              <MainAction
                path={path}
                scan={found}
                enrolled={data?.enrolled === true && data.peers.length > 0}
                work={work}
              />
            </>
          )
        }
      />
      <div className="stack">
        <ErrorBox error={overview.error ?? key.error} />
        {(path === null || choosing) && (
          <Card title={t('drive.title')} padded>
            <DrivePicker value={path} onChange={choose} />
          </Card>
        )}
        {path !== null && <ErrorBox error={scan.error} onRetry={() => void scan.refetch()} />}
        {work.now !== null && (
          <Card padded>
            <Progress
              title={t(`${work.now}.working`)}
              reached={work.reached}
              step={stepWord(t, work.reached?.step)}
              onCancel={work.cancel}
            />
          </Card>
        )}
        <Outcome work={work} />
        {path !== null && found !== undefined && (
          <>
            <Answers path={path} answers={found.answers} />
            <Requests path={path} requests={found.requests} />
            <RecoveryRequests path={path} />
          </>
        )}
        {alone && data?.level === 'district' && (
          <Enrolment path={path} renewal={data.peers.length > 0} fresh={data.peers.length === 0} />
        )}
        {path !== null && found !== undefined && <Found scan={found} />}
        {data !== undefined && <Receipt peers={data.peers} path={path} work={work} />}
        {data?.enrolled === true && data.level !== 'national' && <Leaving />}
        {data !== undefined && data.peers.length > 0 && <Peers peers={data.peers} />}
        {(topRegion || (alone && data?.level === 'region')) && (
          <Enrolment path={path} level="region" fresh={data?.peers.length === 0} />
        )}
        {data !== undefined && <LaidDown below={data.peers.some((peer) => peer.direction === 'down')} />}
        {data !== undefined && !alone && <Fingerprint words={data.words} above={above} path={path} />}
      </div>
    </>
  )
}

/** Which key, how much room, how many bundles. */
function Lead({ keyIn, scan, reading }: { keyIn: Key; scan: Scan | undefined; reading: boolean }): ReactNode {
  const { t } = useTranslation('exchange')
  const { path, drive, keys } = keyIn
  if (path === null) return keys.length > 1 ? t('key.several', { count: keys.length }) : t('key.none')
  const name =
    drive === null
      ? t('key.folder', { path })
      : t('key.in', {
          label: drive.label === '' ? drive.path : drive.label,
          free: formatBytes(drive.freeBytes),
        })
  const count = scan === undefined ? null : t('key.bundles', { count: scan.bundles.length })
  return <>{[name, reading && scan === undefined ? t('key.reading') : count].filter(Boolean).join(' · ')}</>
}

interface MainActionProps {
  path: string
  scan: Scan | undefined
  enrolled: boolean
  work: Exchanging
}

/** One button: take all that can be taken, then write what everybody needs. */
function MainAction({ path, scan, enrolled, work }: MainActionProps): ReactNode {
  const { t } = useTranslation('exchange')
  const { can } = useSession()
  if (scan === undefined) return null
  const files = scan.bundles
    .filter((bundle) => bundle.state === 'ready' || bundle.state === 'gap')
    .map((bundle) => bundle.file)
  const take = files.length > 0 && can('exchange.import')
  const write = enrolled && can('exchange.export')
  if (!take && !write) return null
  const word = take ? (write ? 'import.andWrite' : 'import.all') : 'export.action'
  return (
    <Button look="main" busy={work.now !== null} onClick={() => void work.run(path, take ? files : [], write)}>
      {t(word)}
    </Button>
  )
}
