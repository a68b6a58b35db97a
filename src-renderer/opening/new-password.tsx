import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../office/queries.ts'
import { PasswordInput } from '../parts/inputs.tsx'

interface NewPasswordProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** Names that the password may not hold. */
  names: string[]
  onFit: (fits: boolean) => void
}

/** A password typed twice, with the reason in words while it is not good enough. */
export function NewPassword({ label, value, onChange, names, onFit }: NewPasswordProps): ReactNode {
  const { t } = useTranslation('setup')
  const [again, setAgain] = useState('')
  const { data } = useAsk('setup.checkPassword', { password: value, names }, { enabled: value !== '', keep: true })
  const reason = value === '' ? null : (data?.reason ?? null)
  const differs = again !== '' && again !== value
  const change = (next: string, nextAgain: string): void => {
    onChange(next)
    setAgain(nextAgain)
    onFit(next !== '' && next === nextAgain)
  }
  return (
    <>
      <PasswordInput
        label={label}
        help={t('create.password.help')}
        error={reason === null ? undefined : t(`create.password.${reason}`)}
        value={value}
        onChange={(next) => change(next, again)}
        required
      />
      <PasswordInput
        label={t('create.password.again')}
        error={differs ? t('create.password.differ') : undefined}
        value={again}
        onChange={(next) => change(value, next)}
        required
      />
    </>
  )
}
