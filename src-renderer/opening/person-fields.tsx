import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { suggestSignIn } from '../../src-main/domain/people/sign-in.ts'
import { Card } from '../parts/card.tsx'
import { TextInput } from '../parts/inputs.tsx'
import type { OfficeDraft, OwnMistake } from './new-office.ts'
import { NewPassword } from './new-password.tsx'

interface PersonFieldsProps {
  draft: OfficeDraft
  put: (part: Partial<OfficeDraft>) => void
  wrong: (field: OwnMistake) => string | undefined
  onFit: (fits: boolean) => void
}

/** The first person of the office, its administrator, and the password. */
export function PersonFields({ draft, put, wrong, onFit }: PersonFieldsProps): ReactNode {
  const { t } = useTranslation('setup')
  const { person, signIn, name, signInTouched } = draft
  const names = useMemo(() => [person, signIn, name], [person, signIn, name])
  return (
    <Card title={t('create.you')} aside={t('create.you.aside')} padded>
      <div className="stack">
        <TextInput
          label={t('create.person')}
          error={wrong('person')}
          value={person}
          maxLength={200}
          onChange={(typed) => put(signInTouched ? { person: typed } : { person: typed, signIn: suggestSignIn(typed) })}
          required
        />
        <TextInput
          label={t('create.signIn')}
          help={t('create.signIn.help')}
          error={wrong('signIn')}
          value={signIn}
          maxLength={40}
          autoCapitalize="off"
          onChange={(typed) => put({ signIn: typed.toLowerCase(), signInTouched: true })}
          required
        />
        <NewPassword
          label={t('create.password')}
          value={draft.password}
          onChange={(password) => put({ password })}
          names={names}
          onFit={onFit}
          error={wrong('password')}
        />
      </div>
    </Card>
  )
}
