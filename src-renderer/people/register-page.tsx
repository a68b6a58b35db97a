import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PrintHead } from '../cases/page/print-head.tsx'
import { formatDay } from '../language/format.ts'
import { usePrint } from '../office/print.ts'
import { useAsk } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { useLandscape } from '../parts/landscape.ts'
import { PageHeader } from '../parts/page-header.tsx'
import css from './people.module.css'
import { PeopleNav } from './people-nav.tsx'
import { conductWords, endWords, grantWords, reviewWords, trainingWords } from './person-page.tsx'
import { AccountState, useRoleName } from './words.tsx'

/** Who has access, since when, on what basis and until when: on screen, and on paper for the yearly review. */
export function RegisterPage(): ReactNode {
  const { t } = useTranslation('people')
  const { data, error, refetch } = useAsk('people.register', {})
  const roleName = useRoleName()
  const { print } = usePrint('register')
  useLandscape()
  return (
    <>
      <PrintHead code={t('register.title')} />
      <PageHeader
        title={t('register.title')}
        lead={t('register.lead')}
        actions={
          <Button look="main" icon={<Printer aria-hidden="true" />} onClick={print}>
            {t('register.print')}
          </Button>
        }
      />
      <PeopleNav />
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {data !== undefined && (
        <div className={css.sheet}>
          <table className={`table ${css.register}`}>
            <thead>
              <tr>
                {(['name', 'role', 'grant', 'until', 'training', 'conduct', 'review', 'end'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(column === 'name' || column === 'role' ? `column.${column}` : `fact.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.map(({ id, name, signIn, role, state, agency, ...person }) => (
                <tr key={id}>
                  <th scope="row">
                    <b>{name}</b>
                    <br />
                    {signIn}
                    <br />
                    <AccountState state={state} />
                  </th>
                  <td>{[roleName(role), person.function, agency].filter((word) => word !== '').join(' · ')}</td>
                  <td>{person.grant === null ? t('nothing') : grantWords(person.grant, t)}</td>
                  <td>{person.activeTo === null ? t('noEnd') : formatDay(person.activeTo)}</td>
                  <td>{person.training === null ? t('training.none') : trainingWords(person.training, t)}</td>
                  <td>{person.conduct === null ? t('conduct.none') : conductWords(person.conduct, t)}</td>
                  <td>{person.review === null ? t('review.none') : reviewWords(person.review, t)}</td>
                  <td>{person.end === null ? '' : endWords(person.end, t)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}
