import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OfficeSettings } from '../../../src-main/contract/settings.ts'
import { useAsk, useTell } from '../../office/queries.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { toast } from '../../parts/toasts.tsx'

const names = ['cases', 'workers', 'hours', 'hoursHigh'] as const
type Typed = Record<(typeof names)[number], string>

const asTyped = ({ casesPerWorker, workersPerSupervisor, assignHours }: OfficeSettings['team']): Typed => ({
  cases: String(casesPerWorker),
  workers: String(workersPerSupervisor),
  hours: String(assignHours.other),
  hoursHigh: String(assignHours.high),
})

/** The marks that say how much is too much, and how long too long. */
export function MarksDialog({ onClose }: { onClose: () => void }): ReactNode {
  const settings = useAsk('settings.get', {})
  return settings.data === undefined ? null : <Marks team={settings.data.team} onClose={onClose} />
}

function Marks({ team, onClose }: { team: OfficeSettings['team']; onClose: () => void }): ReactNode {
  const { t } = useTranslation('teams')
  const { t: common } = useTranslation()
  const [typed, setTyped] = useState(() => asTyped(team))
  const save = useTell('settings.set', ['settings.', 'caseload.', 'assign.'])
  const sound = (name: keyof Typed): boolean =>
    /^\d{1,3}$/.test(typed[name]) && Number(typed[name]) >= 1 && (name !== 'workers' || Number(typed[name]) <= 100)
  const submit = async (): Promise<void> => {
    if (!names.every(sound)) return
    const { cases, workers, hours, hoursHigh } = typed
    await save.mutateAsync({
      team: {
        casesPerWorker: Number(cases),
        workersPerSupervisor: Number(workers),
        assignHours: { high: Number(hoursHigh), other: Number(hours) },
      },
    })
    toast(t('marks.saved'))
    onClose()
  }
  return (
    <Dialog
      title={t('marks.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common('action.cancel')}</Button>
          <Button look="main" busy={save.isPending} onClick={() => void submit().catch(() => undefined)}>
            {common('action.save')}
          </Button>
        </>
      }
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void submit().catch(() => undefined)
        }}
      >
        <p>{t('marks.text')}</p>
        <ErrorBox error={save.error} />
        {names.map((name, index) => (
          <TextInput
            key={name}
            label={t(`marks.${name}`)}
            inputMode="numeric"
            maxLength={3}
            value={typed[name]}
            error={sound(name) ? undefined : t('marks.wrong')}
            onChange={(text) => setTyped({ ...typed, [name]: text.trim() })}
            {...(index === 0 ? { 'data-first': true } : {})}
          />
        ))}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
