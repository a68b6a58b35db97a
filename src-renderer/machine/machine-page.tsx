import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatBytes, formatNumber, formatWhen } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { State } from '../parts/tag.tsx'
import { useLong } from '../parts/use-long.ts'
import { Words } from '../transmission/words.tsx'
import { ClockCard } from './clock-card.tsx'
import { DiagnosticCard } from './diagnostic-card.tsx'
import css from './machine.module.css'
import { MoveCard } from './move-card.tsx'
import { SecondPcCard } from './second-pc-card.tsx'
import { TestsCard } from './tests-card.tsx'

export type About = CallOutput<'machine.about'>

/** Version, disk, clock, file, tests, help from afar, and moving to another PC. */
export function MachinePage(): ReactNode {
  const { t } = useTranslation('machine')
  const { can } = useSession()
  const { data, error, refetch } = useAsk('machine.about', {})
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {data !== undefined && (
        <div className="stack">
          {data.diskLow && (
            <Notice kind="warn" title={t('disk.low', { free: formatBytes(data.freeBytes) })}>
              {t('disk.low.text')}
            </Notice>
          )}
          <div className={css.columns}>
            <div className="stack">
              <Facts about={data} />
              {can('vault.move') && <SecondPcCard />}
            </div>
            <div className="stack">
              <ClockCard about={data} />
              <FileCard about={data} />
              {can('system.read') && <TestsCard />}
              {can('system.read') && <DiagnosticCard />}
              {can('vault.move') && <MoveCard />}
            </div>
          </div>
        </div>
      )}
    </>
  )
}

function Facts({ about }: { about: About }): ReactNode {
  const { t } = useTranslation('machine')
  const { session } = useSession()
  const { sizes } = about
  const facts = [
    [t('about.version'), about.version],
    [t('about.office'), `${session.office.name} (${session.office.code})`],
    [t('about.home'), about.home],
    [t('about.database'), formatBytes(sizes.database + sizes.wal)],
    [t('about.backups'), formatBytes(sizes.backups)],
    [t('about.replaced'), formatBytes(sizes.replaced)],
    [t('about.free'), formatBytes(about.freeBytes)],
    [t('about.cases'), formatNumber(about.cases)],
    [t('about.changes'), formatNumber(about.changes)],
    [t('about.schema'), formatNumber(about.schema)],
    [t('about.incarnation'), formatNumber(about.incarnation)],
  ] as const
  return (
    <Card title={t('about.title')} padded>
      <dl className={css.facts}>
        {facts.map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
      <h3>{t('about.words')}</h3>
      <Words words={about.words} />
    </Card>
  )
}

function Fact({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}

const tones = { unknown: 'plain', checking: 'plain', sound: 'good', damaged: 'late' } as const

function FileCard({ about }: { about: About }): ReactNode {
  const { t } = useTranslation('machine')
  const { can } = useSession()
  const check = useLong('machine.check', ['machine.', 'setup.'])
  const { state, at } = about.health
  const shown = check.busy ? 'checking' : state
  return (
    <Card title={t('file.title')} padded>
      <div className="stack-small">
        <p role="status">
          <State tone={tones[shown]}>
            {shown === 'sound' && at !== null ? t('file.sound.at', { when: formatWhen(at) }) : t(`file.${shown}`)}
          </State>
        </p>
        <ErrorBox error={check.error} />
        {can('system.read') && (
          <div className="line">
            <Button busy={check.busy} onClick={() => void check.run({})}>
              {t('file.check')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  )
}
