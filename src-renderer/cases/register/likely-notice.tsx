import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormStore } from '../../forms/store.ts'
import { useSession } from '../../office/session.tsx'
import { OpeningDialog } from '../../openings/opening-dialog.tsx'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useChildWords } from '../child-line.ts'
import { fullName } from '../child-words.ts'
import { CompareDialog } from './compare-dialog.tsx'
import { type LikelyChild, useLikely } from './use-likely.ts'

interface LikelyNoticeProps {
  readonly typed: FormStore
  /** Children whom the person has set aside. */
  readonly notSame: readonly string[]
  readonly setAside: (id: string) => void
}

/** « Un enfant ressemblant est déjà enregistré. » with what tells them apart, and the two answers. */
export function LikelyNotice({ typed, notSame, setAside }: LikelyNoticeProps): ReactNode {
  const { t } = useTranslation('cases')
  const { sexOf, ageOf } = useChildWords()
  const [open, setOpen] = useState(false)
  const likely = useLikely(typed, notSame)
  const first = likely[0]
  if (first === undefined) return null
  if (first.beyond) return <Colleagues child={first} setAside={setAside} />
  const { item, motherName, band } = first
  const facts = [
    sexOf(item).toLowerCase(),
    ageOf(item),
    item.communeLabel.split(' — ')[0],
    motherName === '' ? '' : t('likely.mother', { name: motherName }),
  ]
  const others = likely.length - 1
  return (
    <>
      <Notice
        kind="warn"
        live
        title={t(band === 'probable' ? 'likely.probable' : 'likely.possible')}
        actions={
          <>
            <Button size="small" onClick={() => setOpen(true)}>
              {t('likely.compare')}
            </Button>
            <Button size="small" look="quiet" onClick={() => setAside(item.id)}>
              {t(item.sex === 'female' ? 'likely.notHer' : item.sex === 'male' ? 'likely.notHim' : 'likely.notSame')}
            </Button>
          </>
        }
      >
        {[fullName(item), ...facts].filter((each) => each !== '' && each !== undefined).join(', ')}.
        {others > 0 && <span className="muted"> {t('likely.others', { count: others })}</span>}
      </Notice>
      {open && (
        <CompareDialog
          likely={likely.filter(({ beyond }) => !beyond)}
          typed={typed}
          setAside={setAside}
          close={() => setOpen(false)}
        />
      )}
    </>
  )
}

/** A child whom a colleague follows: enough to ask him, nothing of the child that was not typed. */
function Colleagues({ child, setAside }: { child: LikelyChild; setAside: (id: string) => void }): ReactNode {
  const { t } = useTranslation('cases')
  const { sexOf, ageOf } = useChildWords()
  const { t: openings } = useTranslation('openings')
  const { can } = useSession()
  const [asking, setAsking] = useState(false)
  const { item } = child
  const facts = [item.code, sexOf(item).toLowerCase(), ageOf(item), item.communeLabel.split(' — ')[0]]
  return (
    <Notice
      kind="warn"
      live
      title={item.workerName === '' ? t('likely.beyond.nobody') : t('likely.beyond', { name: item.workerName })}
      actions={
        <>
          {can('case.break-glass') && (
            <Button size="small" onClick={() => setAsking(true)}>
              {openings('open.action')}
            </Button>
          )}
          <Button size="small" look="quiet" onClick={() => setAside(item.id)}>
            {t('likely.notSame')}
          </Button>
        </>
      }
    >
      {asking && <OpeningDialog wanted={{ id: item.id }} code={item.code} close={() => setAsking(false)} />}
      {facts.filter((each) => each !== '' && each !== undefined).join(', ')}. {t('likely.beyond.text')}
    </Notice>
  )
}
