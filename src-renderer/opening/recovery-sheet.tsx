import { Printer } from 'lucide-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatDay } from '../language/format.ts'
import { officeDay } from '../office/day.ts'
import { usePrint } from '../office/print.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Check, TextInput } from '../parts/inputs.tsx'
import css from './opening.module.css'
import { OpeningPage } from './opening-page.tsx'

interface RecoverySheetProps {
  sheet: CallOutput<'setup.createOffice'>
  steps?: ReactNode
  /** Where the button leads. */
  next: 'office' | 'conduct'
  onDone: () => Promise<void>
}

const same = (typed: string, group: string): boolean =>
  typed.toUpperCase().replace(/\s/g, '').replace(/O/g, '0').replace(/[IL]/g, '1') === group

/** The recovery code, once: printed or copied before anything else, and one group of it typed back from the paper. */
export function RecoverySheet({ sheet, steps, next, onDone }: RecoverySheetProps): ReactNode {
  const { t } = useTranslation('setup')
  const { t: common } = useTranslation()
  const groups = sheet.code.split('-')
  const [asked] = useState(() => 1 + Math.floor(Math.random() * (groups.length - 1)))
  const [kept, setKept] = useState(false)
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const { office } = sheet.session
  const { print } = usePrint('recovery')
  const right = same(typed, groups[asked] ?? '')
  const finish = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (kept && right) void onDone()
  }
  return (
    <OpeningPage title={t('sheet.title')} office={`${office.name} · ${office.place}`} width="middle">
      <div className={css.title}>
        <h1>{t('sheet.title')}</h1>
        {steps}
      </div>
      <Card padded>
        <p>{t('sheet.text')}</p>
        <div className={css.recovery}>
          <ol className={css.code} aria-label={t('sheet.code')}>
            {groups.map((group, index) => (
              <li key={index}>
                <small>{index + 1}</small>
                {group}
              </li>
            ))}
          </ol>
          <img className={css.qr} alt={t('sheet.qr')} src={`data:image/svg+xml;utf8,${encodeURIComponent(sheet.qr)}`} />
        </div>
        <p className="print-only">
          {t('sheet.printed', {
            day: formatDay(officeDay()),
            code: office.code,
            name: sheet.session.name,
          })}
        </p>
        <div className="no-print">
          <Button icon={<Printer aria-hidden="true" />} onClick={print}>
            {common('action.print')}
          </Button>
        </div>
      </Card>
      <form className="stack no-print" noValidate onSubmit={finish}>
        <Check checked={kept} onChange={setKept}>
          {t('sheet.kept')}
        </Check>
        <div className={css.group}>
          <TextInput
            label={t('sheet.group', { number: asked + 1 })}
            help={t('sheet.group.help')}
            error={tried && !right ? t('sheet.group.wrong', { number: asked + 1 }) : undefined}
            value={typed}
            maxLength={8}
            onChange={setTyped}
          />
        </div>
        <div className={css.end}>
          {tried && !kept && <span className="late small">{t('sheet.notKept')}</span>}
          <Button type="submit" look="main" size="large">
            {t(next === 'office' ? 'sheet.done' : 'sheet.next')}
          </Button>
        </div>
      </form>
    </OpeningPage>
  )
}
