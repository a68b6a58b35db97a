import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SalvageReport } from '../../src-main/contract/backups.ts'
import { formatNumber } from '../language/format.ts'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { Progress } from '../parts/progress.tsx'
import { useLong } from '../parts/use-long.ts'
import css from './backups.module.css'
import { CredentialsFields, type Given, isComplete, noCredentials } from './credentials.tsx'
import { stepWord } from './step-word.ts'

interface SalvageProps {
  signIn: string
  onCancel: () => void
  onDone: () => void
}

/** Saves what can be read of a damaged file, then says what was saved. */
export function Salvage({ signIn, onCancel, onDone }: SalvageProps): ReactNode {
  const { t } = useTranslation('backups')
  const { t: common } = useTranslation()
  const [given, setGiven] = useState<Given>(() => noCredentials(signIn))
  const work = useLong('backups.salvage')
  const save = (event: FormEvent): void => {
    event.preventDefault()
    if (isComplete(given) && !work.busy) void work.run(given)
  }
  if (work.done !== null) return <Report report={work.done} onDone={onDone} />
  if (work.busy)
    return <Progress title={t('salvage.working')} reached={work.reached} step={stepWord(t, work.reached?.step)} />
  return (
    <form className="stack" noValidate onSubmit={save}>
      <p className="muted">{t('salvage.text')}</p>
      <CredentialsFields given={given} onChange={setGiven} />
      <ErrorBox error={work.error} />
      <div className="line">
        <Button onClick={onCancel}>{common('action.cancel')}</Button>
        <Button type="submit" look="main" disabled={!isComplete(given)}>
          {t('salvage.action')}
        </Button>
      </div>
    </form>
  )
}

function Report({ report, onDone }: { report: SalvageReport; onDone: () => void }): ReactNode {
  const { t } = useTranslation('backups')
  const { saved, total, fromBackups, lost, rewritten, cases, cut } = report
  return (
    <div className="stack">
      <Notice
        kind={lost === 0 ? 'good' : 'warn'}
        title={t('salvage.done', { saved: formatNumber(saved), total: formatNumber(total) })}
        live
      >
        {lost === 0 ? t('salvage.lost.none') : t('salvage.lost', { count: lost })}
      </Notice>
      <ul className={css.facts}>
        <li>{t('salvage.cases', { cases: formatNumber(cases) })}</li>
        {fromBackups > 0 && <li>{t('salvage.backups', { count: fromBackups })}</li>}
        {rewritten > 0 && <li>{t('salvage.rewritten', { count: rewritten })}</li>}
        {cut.map(({ office, after }) => (
          <li key={`${office} ${after}`}>{t('salvage.cut', { office, after: formatNumber(after) })}</li>
        ))}
        <li>{t('restore.identity')}</li>
      </ul>
      <div className="line">
        <Button look="main" onClick={onDone}>
          {t('restore.done.action')}
        </Button>
      </div>
    </div>
  )
}
