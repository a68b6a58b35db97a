import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { useAsk } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Check, PasswordInput } from '../parts/inputs.tsx'
import { Progress } from '../parts/progress.tsx'
import { useLong } from '../parts/use-long.ts'
import { stepWord } from '../transmission/step-word.ts'
import { Words } from '../transmission/words.tsx'

interface JoinOfficeProps {
  path: string
  onJoined: (sheet: CallOutput<'secondPc.join'>) => void
}

const lookEveryMs = 3000

/** The first PC's answer lies on the key: once its words are compared, the office is made here. */
export function JoinOffice({ path, onJoined }: JoinOfficeProps): ReactNode {
  const { t } = useTranslation('setup')
  const { t: exchange } = useTranslation('exchange')
  const [same, setSame] = useState(false)
  const [password, setPassword] = useState('')
  const found = useAsk('secondPc.answers', { path }, { every: lookEveryMs })
  const join = useLong('secondPc.join')
  const answer = found.data?.answers[0]
  if (answer === undefined) return <ErrorBox error={found.error} />
  const ready = same && password !== ''
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!ready || join.busy) return
    const sheet = await join.run({ path, file: answer.file, words: answer.words, password })
    if (sheet !== null) onJoined(sheet)
  }
  const { office, person, pc } = answer
  return (
    <form noValidate onSubmit={(event) => void go(event)}>
      <Card title={t('second.answer', { office: office.name })} padded>
        <p>{t('second.answer.text', { person, pc })}</p>
        <Words words={answer.words} />
        <Check checked={same} onChange={setSame}>
          {exchange('request.same')}
        </Check>
        <PasswordInput label={t('region.password')} value={password} onChange={setPassword} />
        <ErrorBox error={join.error} />
        {join.busy ? (
          <Progress
            title={t('second.working')}
            reached={join.reached}
            step={stepWord(exchange, join.reached?.step)}
            onCancel={join.cancel}
          />
        ) : (
          <div className="line">
            <Button type="submit" look="main" disabled={!ready}>
              {t('second.join')}
            </Button>
            {!ready && <span className="small muted">{t('second.join.missing')}</span>}
          </div>
        )}
      </Card>
    </form>
  )
}
