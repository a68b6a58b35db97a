import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistoryEntry } from '../../../src-main/contract/cases.ts'
import { formatWhen } from '../../language/format.ts'
import { useAsk, useTell } from '../../office/queries.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { toast } from '../../parts/toasts.tsx'
import { useHistoryWords } from '../page/history-words.ts'
import css from './transfer.module.css'

/** Each late edit in the words of the history, to be taken over or left. */
export function LateDialog({ caseId, onClose }: { caseId: string; onClose: () => void }): ReactNode {
  const { t } = useTranslation('transfers')
  const late = useAsk('transfers.late', { caseId })
  const decide = useTell('transfers.decide', ['cases.', 'home.', 'transfers.'])
  const wordsOf = useHistoryWords(late.data?.entries ?? [])
  const act = async ({ replica, seq }: HistoryEntry, take: boolean): Promise<void> => {
    await decide.mutateAsync({ caseId, replica, seq, take })
    toast(t(take ? 'late.taken' : 'late.left'))
  }
  return (
    <Dialog title={t('late.dialog')} onClose={onClose} width="wide">
      <div className="stack">
        <ErrorBox error={late.error ?? decide.error} />
        {late.data?.entries.length === 0 && <p className="muted">{t('late.none')}</p>}
        <ul className={css.late}>
          {late.data?.entries.map((entry) => (
            <li key={`${entry.replica} ${entry.seq}`}>
              <div>
                <b>{formatWhen(entry.time)}</b>
                <ul>
                  {wordsOf(entry).map((text, index) => (
                    <li key={`${index} ${text}`}>{text}</li>
                  ))}
                  {entry.items
                    .filter((item) => item.kind === 'note' && typeof item.to === 'string')
                    .map((item) => (
                      <li key={String(item.to)}>« {String(item.to)} »</li>
                    ))}
                </ul>
                <span className="muted">{[entry.person, entry.office].filter((each) => each !== '').join(', ')}</span>
                {entry.reserved > 0 && <p className="muted small">{t('late.reserved')}</p>}
              </div>
              <Button
                size="small"
                disabled={decide.isPending || entry.reserved > 0}
                onClick={() => void act(entry, false).catch(() => undefined)}
              >
                {t('late.leave')}
              </Button>
              <Button
                size="small"
                look="main"
                disabled={decide.isPending || entry.reserved > 0}
                onClick={() => void act(entry, true).catch(() => undefined)}
              >
                {t('late.take')}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
