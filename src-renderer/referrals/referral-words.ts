import { useTranslation } from 'react-i18next'
import type { Referral } from '../../src-main/contract/referrals.ts'
import { useForms } from '../forms/forms-context.tsx'
import { formatDay } from '../language/format.ts'

interface ReferralWords {
  readonly tone: (referral: Referral) => 'good' | 'warn' | 'late' | 'plain'
  /** Where it stands, in one line. */
  readonly state: (referral: Referral) => string
  readonly service: (referral: Referral) => string
  readonly priority: (referral: Referral) => string
  readonly day: (day: string | null) => string
  /** « OUÉDRAOGO Aminata », or that it came without a name. */
  readonly name: (referral: Referral) => string
}

const pressing: readonly string[] = ['immediate', 'urgent']

export function isPressing({ priority }: Referral): boolean {
  return pressing.includes(priority)
}

export function useReferralWords(): ReferralWords {
  const { t } = useTranslation('referrals')
  const { optionLabel } = useForms()
  const label = (list: string, id: string): string => (id === '' ? '' : optionLabel(list, id))
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')
  return {
    tone: ({ state, read }) => {
      if (state === 'waiting') return 'warn'
      if (state === 'withdrawn') return 'plain'
      if (!read) return 'warn'
      return state === 'refused' ? 'plain' : 'good'
    },
    state: ({ state, reached }) => (state === 'waiting' ? t(`state.waiting.${reached}`) : t(`state.${state}`)),
    service: ({ service, serviceOther }) => (serviceOther !== '' ? serviceOther : label('service_type', service)),
    priority: ({ priority }) => label('referral_priority', priority),
    day: (day) => (day === null ? '' : formatDay(day)),
    name: ({ child, code }) => {
      const names = [text(child.family_name).toLocaleUpperCase('fr'), text(child.given_names)].filter(Boolean)
      return names.join(' ') || text(child.nickname) || `${t('received.nameless')} (${code})`
    },
  }
}
