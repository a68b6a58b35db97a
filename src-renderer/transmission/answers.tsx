import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Check } from '../parts/inputs.tsx'

type Answer = CallOutput<'exchange.scan'>['answers'][number]

/** The region's answer to this office's request. */
export function Answers({ path, answers }: { path: string; answers: readonly Answer[] }): ReactNode {
  return answers
    .filter((answer) => answer.forUs && !answer.accepted)
    .map((answer) => <OneAnswer key={answer.file} path={path} answer={answer} />)
}

function OneAnswer({ path, answer }: { path: string; answer: Answer }): ReactNode {
  const { t } = useTranslation('exchange')
  const [same, setSame] = useState(false)
  const accept = useTell('enrolment.accept', ['exchange.', 'enrolment.', 'home.', 'setup.'])
  return (
    <Card title={t('answer.title', { from: answer.from })} padded>
      <div className="stack-small">
        <p>{t('answer.text')}</p>
        <p className="words">{answer.words.join(' ')}</p>
        <Check checked={same} onChange={setSame}>
          {t('request.same')}
        </Check>
        <ErrorBox error={accept.error} />
        <div className="line">
          <Button
            look="main"
            disabled={!same}
            busy={accept.isPending}
            onClick={() => accept.mutate({ path, file: answer.file, words: answer.words })}
          >
            {t('answer.accept')}
          </Button>
        </div>
      </div>
    </Card>
  )
}
