import { KeyRound, Pencil, UserX } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonFile } from '../../src-main/contract/people.ts'
import { formatDay, formatNumber, formatWhen } from '../language/format.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { EditPerson } from './edit-person.tsx'
import { EndDialog } from './end-dialog.tsx'
import css from './people.module.css'
import { PersonHistory } from './person-history.tsx'
import { ReopenDialog } from './reopen-dialog.tsx'
import { SecretSlip } from './secret-slip.tsx'
import { AccountState, useRoleName } from './words.tsx'

type Open = 'edit' | 'end' | 'reopen' | null

/** One account: what it is, what it lacks, what happened to it, and what may be done with it. */
export function PersonPage({ id }: { id: string }): ReactNode {
  const { t } = useTranslation('people')
  const { data: person, error, refetch } = useAsk('people.get', { id })
  const [open, setOpen] = useState<Open>(null)
  const [password, setPassword] = useState<string | null>(null)
  const close = (): void => setOpen(null)
  if (person === undefined) return <ErrorBox error={error} onRetry={() => void refetch()} />
  if (password !== null) {
    return (
      <>
        <PageHeader title={t('slip.page')} />
        <SecretSlip name={person.name} signIn={person.signIn} password={password} onDone={() => setPassword(null)} />
      </>
    )
  }
  if (open === 'edit') return <EditPerson person={person} onClose={close} />
  return (
    <>
      <PageHeader
        title={person.name}
        lead={<AccountState state={person.state} />}
        actions={<Actions person={person} open={setOpen} onPassword={setPassword} />}
      />
      <div className="stack">
        {person.state === 'keys' && <Notice kind="warn">{t(person.end === null ? 'keys.none' : 'keys.left')}</Notice>}
        <div className={css.columns}>
          <About person={person} />
          <AccessCard person={person} />
        </div>
        <PersonHistory id={id} />
      </div>
      {open === 'end' && <EndDialog person={person} onClose={close} />}
      {open === 'reopen' && (
        <ReopenDialog
          person={person}
          onClose={close}
          onPassword={(given) => {
            close()
            setPassword(given)
          }}
        />
      )}
    </>
  )
}

interface ActionsProps {
  person: PersonFile
  open: (what: Open) => void
  onPassword: (password: string) => void
}

function Actions({ person, open, onPassword }: ActionsProps): ReactNode {
  const { t } = useTranslation('people')
  const { can, session } = useSession()
  const reset = useTell('people.resetPassword', ['people.'])
  if (!can('people.manage')) return null
  const own = person.id === session.personId
  if (person.end !== null && !person.hasKeys) {
    return <Button onClick={() => open('reopen')}>{t('reopen.action')}</Button>
  }
  const give = (): void => {
    reset.mutate({ id: person.id }, { onSuccess: (made) => onPassword(made.password) })
  }
  return (
    <>
      <ErrorBox error={reset.error} />
      {!own && !person.mayReset && <span className="small muted">{t('reset.above')}</span>}
      {!own && person.end === null && (
        <Button
          icon={<KeyRound aria-hidden="true" />}
          busy={reset.isPending}
          disabled={!person.mayReset}
          onClick={give}
        >
          {t('reset.action')}
        </Button>
      )}
      {!own && (
        <Button icon={<UserX aria-hidden="true" />} onClick={() => open('end')}>
          {t(person.end === null ? 'end.action' : 'left.action')}
        </Button>
      )}
      {person.end === null && (
        <Button look="main" icon={<Pencil aria-hidden="true" />} onClick={() => open('edit')}>
          {t('edit.action')}
        </Button>
      )}
    </>
  )
}

function About({ person }: { person: PersonFile }): ReactNode {
  const { t } = useTranslation('people')
  const roleName = useRoleName()
  const place = useAsk('places.labels', { codes: person.place === null ? [] : [person.place] })
  const none = t('nothing')
  const facts = [
    ['field.signIn', person.signIn],
    ['field.role', roleName(person.role)],
    ['field.function', person.function || none],
    ['field.agency', person.agency || none],
    ['field.phone', person.phone || none],
    ['field.place', place.data?.[0]?.label ?? none],
    ['column.cases', formatNumber(person.openCases)],
    ['column.signedIn', person.signedInAt === null ? t('never') : formatWhen(person.signedInAt)],
  ] as const
  return (
    <Card title={t('form.who')} padded>
      <dl className={css.facts}>
        {facts.map(([word, value]) => (
          <div key={word} style={{ display: 'contents' }}>
            <dt>{t(word)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

function AccessCard({ person }: { person: PersonFile }): ReactNode {
  const { t } = useTranslation('people')
  const words = useAccessWords()
  const facts = words(person)
  return (
    <Card title={t('form.access')} padded>
      <dl className={css.facts}>
        {facts.map(([word, value]) => (
          <div key={word} style={{ display: 'contents' }}>
            <dt>{t(word)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

type Fact = readonly [
  word: 'fact.grant' | 'fact.until' | 'fact.training' | 'fact.conduct' | 'fact.review' | 'fact.next' | 'fact.end',
  value: string,
]

function useAccessWords(): (person: PersonFile) => readonly Fact[] {
  const { t } = useTranslation('people')
  return ({ grant, activeTo, training, conduct, review, reviewDueOn, end }) => {
    const facts: Fact[] = [
      ['fact.grant', grant === null ? t('nothing') : grantWords(grant, t)],
      ['fact.until', activeTo === null ? t('noEnd') : formatDay(activeTo)],
      ['fact.training', training === null ? t('training.none') : trainingWords(training, t)],
      ['fact.conduct', conduct === null ? t('conduct.none') : conductWords(conduct, t)],
      ['fact.review', review === null ? t('review.none') : reviewWords(review, t)],
    ]
    if (reviewDueOn !== null) facts.push(['fact.next', formatDay(reviewDueOn)])
    if (end !== null) facts.push(['fact.end', endWords(end, t)])
    return facts
  }
}

type Say = ReturnType<typeof useTranslation<'people'>>['t']
type Part<K extends keyof PersonFile> = NonNullable<PersonFile[K]>

export function grantWords({ at, by, basis }: Part<'grant'>, t: Say): string {
  if (basis === 'founding') return t('grant.founding', { day: formatDay(at) })
  return t('grant.by', { day: formatDay(at), name: by, basis })
}

export function trainingWords({ date, trainer, module, ends, selfDeclared }: Part<'training'>, t: Say): string {
  const words = t('training.words', { day: formatDay(date), trainer, module, ends: formatDay(ends) })
  return selfDeclared ? `${words} ${t('training.self')}` : words
}

export function conductWords({ version, at, current }: Part<'conduct'>, t: Say): string {
  return t(current ? 'conduct.words' : 'conduct.old', { version, day: formatDay(at) })
}

export function reviewWords({ at, by, outcome }: Part<'review'>, t: Say): string {
  return t(`review.${outcome}`, { day: formatDay(at), name: by })
}

export function endWords({ at, by, reason }: Part<'end'>, t: Say): string {
  return t('end.words', { day: formatDay(at), name: by, reason })
}
