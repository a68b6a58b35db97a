import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallInput } from '../../src-main/contract/index.ts'
import { FieldGroup } from '../parts/field.tsx'
import { Choices, PasswordInput, TextInput } from '../parts/inputs.tsx'

export interface Given {
  readonly credentials: CallInput<'backups.look'>['credentials']
}

export const noCredentials = (signIn: string): Given => ({ credentials: { signIn, password: '' } })

export function isComplete({ credentials }: Given): boolean {
  if ('code' in credentials) return credentials.code.trim() !== ''
  return credentials.signIn.trim() !== '' && credentials.password !== ''
}

/** Name and password, or the code of the recovery sheet. */
export function CredentialsFields({ given, onChange }: { given: Given; onChange: (given: Given) => void }): ReactNode {
  const { t } = useTranslation('backups')
  const { credentials } = given
  const byCode = 'code' in credentials
  return (
    <>
      <FieldGroup label={t('restore.by')}>
        <Choices
          name="by"
          value={byCode ? 'code' : 'password'}
          onChange={(by) => onChange({ credentials: by === 'code' ? { code: '' } : { signIn: '', password: '' } })}
          options={[
            { value: 'password', label: t('restore.by.password') },
            { value: 'code', label: t('restore.by.code') },
          ]}
        />
      </FieldGroup>
      {byCode ? (
        <TextInput
          label={t('restore.code')}
          value={credentials.code}
          onChange={(code) => onChange({ credentials: { code } })}
          autoCapitalize="characters"
        />
      ) : (
        <>
          <TextInput
            label={t('restore.name')}
            value={credentials.signIn}
            onChange={(signIn) => onChange({ credentials: { ...credentials, signIn } })}
            autoCapitalize="off"
          />
          <PasswordInput
            label={t('restore.password')}
            value={credentials.password}
            onChange={(password) => onChange({ credentials: { ...credentials, password } })}
          />
        </>
      )}
    </>
  )
}
