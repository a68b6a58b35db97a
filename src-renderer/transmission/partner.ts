import { useTranslation } from 'react-i18next'
import { useSession } from '../office/session.tsx'

/** How a partner is called: its office, with the PC where that is not clear; another PC of this office by its letter. */
export function usePartner(): (office: { code: string; name: string }, pc: string | null) => string {
  const { t } = useTranslation('exchange')
  const { session } = useSession()
  return ({ code, name }, pc) => {
    if (pc === null) return name
    return code === session.office.code ? t('pc.own', { pc }) : t('pc.of', { office: name, pc })
  }
}
