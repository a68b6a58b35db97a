import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatNumber } from '../language/format.ts'
import { ask, type OfficeError } from '../office/client.ts'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'

type Check = UseMutationResult<CallOutput<'log.verify'>, OfficeError, void>

export function useVerify(): Check {
  return useMutation<CallOutput<'log.verify'>, OfficeError, void>({ mutationFn: () => ask('log.verify', {}) })
}

export function VerifyButton({ check }: { check: Check }): ReactNode {
  const { t } = useTranslation('log')
  return (
    <Button look="main" icon={<ShieldCheck aria-hidden="true" />} busy={check.isPending} onClick={() => check.mutate()}>
      {t(check.isPending ? 'verifying' : 'verify')}
    </Button>
  )
}

/** What the check found: the first broken link by its number, and what to do. */
export function VerifyOutcome({ check }: { check: Check }): ReactNode {
  const { t } = useTranslation('log')
  if (check.error !== null) return <ErrorBox error={check.error} onRetry={() => check.mutate()} />
  if (check.data === undefined) return null
  const { lines, broken } = check.data
  if (broken === null)
    return <Notice kind="good" live title={t('verify.sound', { count: lines, lines: formatNumber(lines) })} />
  return (
    <Notice kind="error" live title={t('verify.broken')}>
      {t(`verify.${broken.what}`, { n: broken.n })} {t('verify.todo')}
    </Notice>
  )
}
