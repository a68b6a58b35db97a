import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupItem } from '../../src-main/contract/backups.ts'
import type { CallInput, CallOutput } from '../../src-main/contract/index.ts'
import { formatDay, formatMoment, formatNumber } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { Progress } from '../parts/progress.tsx'
import { useLong } from '../parts/use-long.ts'
import { Holds, keyOf, useWhere } from './backup-list.tsx'
import css from './backups.module.css'
import { CredentialsFields, type Given, isComplete, noCredentials } from './credentials.tsx'
import { stepWord } from './step-word.ts'

const lookEveryMs = 4000

interface WizardProps {
  signIn: string
  /** Chosen already. */
  first?: BackupItem | null
  onCancel: () => void
  /** The backup is in place and the office locked. */
  onRestored: () => void
}

/** Choose, open with the secret of that day, read what it holds and what would be lost, then put it in place. */
export function RestoreWizard({ signIn, first = null, onCancel, onRestored }: WizardProps): ReactNode {
  const { t } = useTranslation('backups')
  const { t: common } = useTranslation()
  const [item, setItem] = useState<BackupItem | null>(first)
  const [given, setGiven] = useState<Given>(() => noCredentials(signIn))
  const look = useLong('backups.look')
  const restore = useLong('backups.restore')
  const input = item === null ? null : { place: item.place, credentials: given.credentials }
  const open = (event: FormEvent): void => {
    event.preventDefault()
    if (input !== null && isComplete(given) && !look.busy) void look.run(input)
  }
  const put = async (chosen: CallInput<'backups.restore'>): Promise<void> => {
    if ((await restore.run(chosen)) !== null) onRestored()
  }
  if (item === null) return <Choice onChoose={setItem} onCancel={onCancel} />
  if (restore.busy)
    return (
      <Progress
        title={t('restore.working')}
        reached={restore.reached}
        step={stepWord(t, restore.reached?.step)}
        onCancel={restore.cancel}
      />
    )
  return (
    <form className="stack" noValidate onSubmit={open}>
      <p>
        <b>{formatMoment(item.at)}</b> · {t(`reason.${item.reason}`)}
      </p>
      {look.done === null ? (
        <>
          <p className="muted">{t('restore.open')}</p>
          <CredentialsFields given={given} onChange={setGiven} />
          <ErrorBox error={look.error} />
          <div className="line">
            <Button onClick={onCancel}>{common('action.cancel')}</Button>
            <Button type="submit" look="main" busy={look.busy} disabled={!isComplete(given)}>
              {t(look.busy ? 'restore.looking' : 'restore.look')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <Consequences seen={look.done} />
          <ErrorBox error={restore.error} />
          <div className="line">
            <Button onClick={onCancel}>{common('action.cancel')}</Button>
            <Button
              look="danger"
              disabled={!look.done.mayRestore}
              onClick={() => {
                if (input !== null) void put(input)
              }}
            >
              {t('restore.action')}
            </Button>
            {!look.done.mayRestore && <span className="small muted">{t('restore.notYours')}</span>}
          </div>
        </>
      )}
    </form>
  )
}

/** What it holds, what would be lost, and what else comes of it. */
function Consequences({ seen }: { seen: CallOutput<'backups.look'> }): ReactNode {
  const { t } = useTranslation('backups')
  const { cases, lastChangeAt } = seen.holds
  const loss = useLoss(seen.loss)
  return (
    <div className="stack-small" role="status">
      <p>
        {lastChangeAt === null
          ? t('restore.holds.empty', { cases: formatNumber(cases) })
          : t('restore.holds', { cases: formatNumber(cases), day: formatDay(lastChangeAt) })}
      </p>
      <Notice kind={seen.loss !== null && seen.loss.changes === 0 ? 'good' : 'warn'}>{loss}</Notice>
      <ul className={css.facts}>
        <li>{t('restore.kept')}</li>
        <li>{t('restore.people')}</li>
        <li>{t('restore.identity')}</li>
      </ul>
    </div>
  )
}

function useLoss(loss: CallOutput<'backups.look'>['loss']): string {
  const { t } = useTranslation('backups')
  if (loss === null) return t('restore.loss.unknown')
  if (loss.changes === 0) return t('restore.loss.none')
  const changes = t('restore.loss.changes', { count: loss.changes })
  if (loss.newCases === 0) return t('restore.loss', { changes })
  return t('restore.loss.both', { changes, cases: t('restore.loss.cases', { count: loss.newCases }) })
}

function Choice({ onChoose, onCancel }: { onChoose: (item: BackupItem) => void; onCancel: () => void }): ReactNode {
  const { t } = useTranslation('backups')
  const { t: common } = useTranslation()
  const where = useWhere()
  const list = useAsk('backups.list', {}, { every: lookEveryMs })
  const [chosen, setChosen] = useState<string | null>(null)
  const items = list.data ?? []
  const item = items.find((each) => keyOf(each) === chosen)
  return (
    <div className="stack">
      <p className="muted">{t('restore.choose.text')}</p>
      <ErrorBox error={list.error} />
      {list.data !== undefined && items.length === 0 && <Empty title={t('restore.none')} />}
      <fieldset className={css.choices}>
        <legend className="visually-hidden">{t('restore.choose')}</legend>
        {items.map((each) => (
          <label key={keyOf(each)} className={css.choice}>
            <input
              type="radio"
              name="backup"
              checked={chosen === keyOf(each)}
              onChange={() => setChosen(keyOf(each))}
            />
            <span>
              <b>{formatMoment(each.at)}</b> · {where(each)}
              <br />
              <span className="small muted">
                {t(`reason.${each.reason}`)} · <Holds item={each} />
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="line">
        <Button onClick={onCancel}>{common('action.back')}</Button>
        <Button look="main" disabled={item === undefined} onClick={() => item !== undefined && onChoose(item)}>
          {common('action.continue')}
        </Button>
      </div>
    </div>
  )
}
