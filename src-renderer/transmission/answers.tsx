import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Check } from '../parts/inputs.tsx'
import { Notice } from '../parts/notice.tsx'
import { toast } from '../parts/toasts.tsx'
import { Words } from './words.tsx'

type Answer = CallOutput<'exchange.scan'>['answers'][number]

/** The region's answer to this office's request. */
export function Answers({ path, answers }: { path: string; answers: readonly Answer[] }): ReactNode {
  const { can } = useSession()
  if (!can('enrolment.ask')) return null
  return answers
    .filter((answer) => answer.forUs && !answer.accepted)
    .map((answer) => <OneAnswer key={answer.file} path={path} answer={answer} />)
}

function OneAnswer({ path, answer }: { path: string; answer: Answer }): ReactNode {
  const { t } = useTranslation('exchange')
  const { leaves } = answer
  const [same, setSame] = useState(false)
  const [sure, setSure] = useState(false)
  const ready = same && (leaves === null || sure)
  const accept = useTell('enrolment.accept', ['exchange.', 'enrolment.', 'home.', 'setup.'], ({ parent }) =>
    toast(t('answer.done', { parent })),
  )
  return (
    <Card title={t('answer.title', { from: answer.from })} padded>
      {leaves !== null && <Notice kind="warn">{t('answer.leaves', { from: answer.from, region: leaves.name })}</Notice>}
      <p>{t('answer.text')}</p>
      <Words words={answer.words} />
      <Check checked={same} onChange={setSame}>
        {t('request.same')}
      </Check>
      {leaves !== null && (
        <Check checked={sure} onChange={setSure}>
          {t('answer.leaves.sure', { region: leaves.name })}
        </Check>
      )}
      <ErrorBox error={accept.error} />
      <div className="line">
        <Button
          look="main"
          disabled={!ready}
          busy={accept.isPending}
          onClick={() =>
            accept.mutate({
              path,
              file: answer.file,
              words: answer.words,
              ...(leaves === null ? {} : { leaving: leaves.id }),
            })
          }
        >
          {t('answer.accept')}
        </Button>
        {!ready && <span className="small muted">{t(same ? 'request.why.sure' : 'request.why')}</span>}
      </div>
    </Card>
  )
}
