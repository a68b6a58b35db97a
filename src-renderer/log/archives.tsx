import { Archive, Usb } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatNumber } from '../language/format.ts'
import { useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { DrivePicker } from '../parts/drive-picker.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { TextInput } from '../parts/inputs.tsx'
import { toast } from '../parts/toasts.tsx'
import css from './log.module.css'

type About = CallOutput<'log.about'>
type Closed = About['archives'][number]

/** Years closed into signed archives, those that may be closed now, and how long lines stay open. */
export function Archives({ about, see }: { about: About; see: (toN: number) => void }): ReactNode {
  const { t } = useTranslation('log')
  const { can } = useSession()
  const [copied, setCopied] = useState<Closed | null>(null)
  const close = useTell('log.archive', ['log.'])
  const years = about.due.join(', ')
  return (
    <Card title={t('archives.title')} padded className="no-print">
      <div className="stack-small">
        <p className="muted">{t('archives.text', { count: about.years })}</p>
        {about.archives.length === 0 && <p>{t('archives.none')}</p>}
        <ul className={css.archives}>
          {about.archives.map((each) => (
            <li key={each.toN} className="line">
              <b>{each.year}</b>
              <span className="muted small">{t('lines', { count: each.lines, lines: formatNumber(each.lines) })}</span>
              <Button size="small" look="quiet" onClick={() => see(each.toN)}>
                {t('archives.see', { year: each.year })}
              </Button>
              {can('log.archive') && (
                <Button size="small" look="quiet" icon={<Usb aria-hidden="true" />} onClick={() => setCopied(each)}>
                  {t('archives.copy')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        <ErrorBox error={close.error} />
        {about.due.length > 0 && (
          <div className="line">
            <Button
              icon={<Archive aria-hidden="true" />}
              busy={close.isPending}
              disabled={!can('log.archive')}
              onClick={() => close.mutate({}, { onSuccess: () => toast(t('archives.closed')) })}
            >
              {t('archives.close', { years })}
            </Button>
            {!can('log.archive') && <span className="small muted">{t('archives.notYours')}</span>}
          </div>
        )}
        {can('settings.write') && <Years kept={about.years} />}
      </div>
      {copied !== null && <CopyDialog archive={copied} onClose={() => setCopied(null)} />}
    </Card>
  )
}

function Years({ kept }: { kept: number }): ReactNode {
  const { t } = useTranslation('log')
  const [typed, setTyped] = useState(String(kept))
  const save = useTell('settings.set', ['log.', 'settings.'])
  const years = Number(typed)
  const right = Number.isInteger(years) && years >= 1 && years <= 30
  return (
    <form
      className={css.years}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (right && years !== kept) save.mutate({ logYears: years })
      }}
    >
      <TextInput
        label={t('archives.years')}
        inputMode="numeric"
        className={css.narrow}
        value={typed}
        onChange={setTyped}
        error={right ? undefined : t('archives.years.wrong')}
      />
      <Button type="submit" disabled={!right || years === kept} busy={save.isPending}>
        {t('archives.save')}
      </Button>
      <ErrorBox error={save.error} />
    </form>
  )
}

function CopyDialog({ archive, onClose }: { archive: Closed; onClose: () => void }): ReactNode {
  const { t } = useTranslation('log')
  const { t: common } = useTranslation()
  const [path, setPath] = useState<string | null>(null)
  const copy = useTell('log.exportArchive')
  const year = String(archive.year)
  return (
    <Dialog
      title={t('archives.copy.title', { year })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common('action.cancel')}</Button>
          <Button
            look="main"
            busy={copy.isPending}
            disabled={path === null}
            onClick={() =>
              path !== null &&
              copy.mutate(
                { path, archive: archive.toN },
                {
                  onSuccess: ({ file }) => {
                    toast(t('archives.copy.done', { file }))
                    onClose()
                  },
                },
              )
            }
          >
            {t('archives.copy')}
          </Button>
        </>
      }
    >
      <div className="stack-small">
        <p>{t('archives.copy.text')}</p>
        <DrivePicker value={path} onChange={setPath} forWriting />
        <ErrorBox error={copy.error} />
      </div>
    </Dialog>
  )
}
