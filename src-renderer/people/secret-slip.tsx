import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../language/format.ts'
import { officeDay } from '../office/day.ts'
import { usePrint } from '../office/print.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import css from './people.module.css'

interface SecretSlipProps {
  name: string
  signIn: string
  password: string
  onDone: () => void
}

/** A temporary password, once: on screen and on the slip that goes to the person by hand. */
export function SecretSlip({ name, signIn, password, onDone }: SecretSlipProps): ReactNode {
  const { t } = useTranslation('people')
  const { t: common } = useTranslation()
  const { session } = useSession()
  const { print } = usePrint('password')
  return (
    <Card title={t('slip.title', { name })} padded>
      <p className="no-print">{t('slip.text')}</p>
      <p className="print-only">
        <b>{session.office.name}</b> · {formatDay(officeDay())}
      </p>
      <dl className={css.facts}>
        <dt>{t('field.name')}</dt>
        <dd>{name}</dd>
        <dt>{t('field.signIn')}</dt>
        <dd>{signIn}</dd>
      </dl>
      <p className={css.password}>{password}</p>
      <p className="small">{t('slip.next')}</p>
      <div className={`${css.end} no-print`}>
        <Button icon={<Printer aria-hidden="true" />} onClick={print}>
          {common('action.print')}
        </Button>
        <Button look="main" onClick={onDone}>
          {t('slip.done')}
        </Button>
      </div>
    </Card>
  )
}
