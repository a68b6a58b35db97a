import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../transmission/words.tsx'
import css from './opening.module.css'

interface RequestToWriteProps {
  title: string
  text: string
  words: readonly string[]
  /** The key to write on; null while none is chosen. */
  path: string | null
  /** The file, once it is written. */
  file: string | null
  busy: boolean
  error: unknown
  onWrite: (path: string) => void
  onAgain: () => void
  onBack: () => void
}

/** The ten words of a request, to be compared; the button that writes it on the key; the ways out. */
export function RequestToWrite(props: RequestToWriteProps): ReactNode {
  const { title, text, words, path, file, busy, error, onWrite, onAgain, onBack } = props
  const { t } = useTranslation('setup')
  const { t: common } = useTranslation()
  return (
    <>
      <Card title={title} padded>
        <p>{text}</p>
        <Words words={words} />
        <ErrorBox error={error} />
        {file !== null && (
          <Notice kind="good" live>
            {t('region.written', { file })}
          </Notice>
        )}
        <div className="line">
          <Button disabled={path === null} busy={busy} onClick={() => path !== null && onWrite(path)}>
            {t('region.write')}
          </Button>
          {path === null && <span className="small muted">{t('region.noKey')}</span>}
        </div>
      </Card>
      <div className={css.end}>
        <Button look="quiet" onClick={onAgain}>
          {t('region.again')}
        </Button>
        <Button onClick={onBack}>{common('action.back')}</Button>
      </div>
    </>
  )
}
