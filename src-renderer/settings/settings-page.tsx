import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OfficeSettings } from '../../src-main/contract/settings.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Field } from '../parts/field.tsx'
import { TextInput } from '../parts/inputs.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { toast } from '../parts/toasts.tsx'
import { About } from './about.tsx'

/** The office's own settings, its backup, and what this PC holds. */
export function SettingsPage(): ReactNode {
  const { t } = useTranslation('settings')
  const { data, error } = useAsk('settings.get', {})
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="stack">
        <ErrorBox error={error} />
        {data === undefined ? null : <OfficeCard settings={data} />}
        <BackupCard />
        <About />
      </div>
    </>
  )
}

function OfficeCard({ settings }: { settings: OfficeSettings }): ReactNode {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation()
  const { can } = useSession()
  const save = useTell('settings.set', ['settings.', 'setup.'])
  const [minutes, setMinutes] = useState(String(settings.idleMinutes))
  const [headers, setHeaders] = useState(settings.headers.join('\n'))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const lines = headers.split('\n').filter((line) => line.trim() !== '')
    save.mutate({ idleMinutes: Number(minutes), headers: lines.slice(0, 4) }, { onSuccess: () => toast(t('saved')) })
  }
  return (
    <Card title={t('office.title')} padded>
      <form className="stack" onSubmit={submit}>
        <TextInput label={t('idle')} type="number" min={1} max={30} value={minutes} onChange={setMinutes} required />
        <Field label={t('headers')} help={t('headers.help')}>
          {(control) => (
            <textarea
              {...control}
              className="input"
              rows={4}
              value={headers}
              onChange={(event) => setHeaders(event.target.value)}
            />
          )}
        </Field>
        <ErrorBox error={save.error} />
        <div className="line">
          <Button type="submit" look="main" busy={save.isPending} disabled={!can('settings.write')}>
            {common('action.save')}
          </Button>
        </div>
      </form>
    </Card>
  )
}

function BackupCard(): ReactNode {
  const { t } = useTranslation('settings')
  const { can } = useSession()
  const backUp = useTell('settings.backupNow', ['home.'])
  return (
    <Card title={t('backup.title')} padded>
      <div className="stack-small">
        <p>{t('backup.text')}</p>
        <ErrorBox error={backUp.error} />
        <div className="line">
          <Button
            busy={backUp.isPending}
            disabled={!can('backup.make')}
            onClick={() => backUp.mutate({}, { onSuccess: () => toast(t('backup.done')) })}
          >
            {t('backup.now')}
          </Button>
        </div>
      </div>
    </Card>
  )
}
