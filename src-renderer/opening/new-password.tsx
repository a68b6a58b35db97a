import { type ReactNode, useEffect, useLayoutEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { ask } from '../office/client.ts'
import { classes } from '../parts/classes.ts'
import { PasswordInput } from '../parts/inputs.tsx'
import css from './opening.module.css'

interface NewPasswordProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** Names that the password may not hold. */
  names: readonly string[]
  onFit: (fits: boolean) => void
  error?: string | undefined
}

type Judgement = CallOutput<'setup.checkPassword'>
const rules = ['short', 'common', 'name'] as const
const pauseMs = 120

/** What the office thinks of a password. Asked without the cache: a password is not kept as the name of a reading. */
function useJudgement(password: string, names: readonly string[]): Judgement | null {
  const [judged, setJudged] = useState<{ password: string; judgement: Judgement } | null>(null)
  const joined = names.join('\n')
  useEffect(() => {
    if (password === '') {
      setJudged(null)
      return
    }
    let current = true
    const held = joined.split('\n').filter((name) => name.trim() !== '')
    const timer = setTimeout(() => {
      ask('setup.checkPassword', { password, names: held.slice(0, 6) }).then(
        (judgement) => current && setJudged({ password, judgement }),
        // The office judges again when the password is set; here it only advises.
        () => current && setJudged(null),
      )
    }, pauseMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [password, joined])
  return judged?.password === password ? judged.judgement : null
}

/** A password typed twice, with its strength and the rules in words. */
export function NewPassword({ label, value, onChange, names, onFit, error }: NewPasswordProps): ReactNode {
  const { t } = useTranslation('setup')
  const [again, setAgain] = useState('')
  const judgement = useJudgement(value, names)
  // Not yet judged is let through: the office judges, and whoever types fast is not told of a mistake he did not make.
  const fits = value !== '' && judgement?.ok !== false && again === value
  useLayoutEffect(() => onFit(fits), [fits, onFit])
  return (
    <>
      <PasswordInput
        label={label}
        help={t('create.password.help')}
        error={error}
        value={value}
        onChange={onChange}
        after={<Strength judgement={value === '' ? null : judgement} />}
        required
      />
      <PasswordInput
        label={t('create.password.again')}
        error={again !== '' && again !== value ? t('create.password.differ') : undefined}
        value={again}
        onChange={setAgain}
        required
      />
    </>
  )
}

function Strength({ judgement }: { judgement: Judgement | null }): ReactNode {
  const { t } = useTranslation('setup')
  const strength = judgement?.ok === true ? Math.max(1, judgement.strength) : Math.min(1, judgement?.strength ?? 0)
  const look = strength <= 1 ? css.weak : strength === 2 ? css.fair : css.strong
  // Rules are looked at in order: those before the first broken one are met.
  const broken = judgement?.reason == null ? rules.length : rules.indexOf(judgement.reason)
  return (
    <>
      <div className={classes(css.strength, look)} role="status">
        <span className={css.meter} aria-hidden="true">
          {[1, 2, 3, 4].map((step) => (
            <i key={step} data-on={judgement !== null && strength >= step ? '' : undefined} />
          ))}
        </span>
        {judgement !== null && t(judgement.ok ? strengthWord(strength) : 'strength.refused')}
      </div>
      <ul className={css.rules}>
        {rules.map((rule, index) => (
          <li key={rule} data-state={judgement === null ? 'open' : stateOf(index, broken)}>
            {t(`create.password.${rule}`)}
          </li>
        ))}
      </ul>
    </>
  )
}

function stateOf(index: number, broken: number): 'met' | 'failed' | 'open' {
  if (index < broken) return 'met'
  return index === broken ? 'failed' : 'open'
}

function strengthWord(strength: number): 'strength.1' | 'strength.2' | 'strength.3' | 'strength.4' {
  return (['strength.1', 'strength.1', 'strength.2', 'strength.3', 'strength.4'] as const)[strength] ?? 'strength.1'
}
