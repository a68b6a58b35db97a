import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AddedClass, addedClasses } from '../../src-main/domain/lists/ids.ts'
import { foldName } from '../../src-main/domain/names/fold.ts'
import { jaroWinkler } from '../../src-main/domain/names/jaro-winkler.ts'
import { EditDialog } from './edit-dialog.tsx'
import type { ListedOption } from './options-card.tsx'
import { SeenBy, WordsFields } from './words-fields.tsx'

interface OptionDialogProps {
  readonly list: string
  /** Null: a new one. */
  readonly option: ListedOption | null
  readonly others: readonly ListedOption[]
  readonly onClose: () => void
}

/** A new answer of a list, or the words of one that this office added. */
export function OptionDialog({ list, option, others, onClose }: OptionDialogProps): ReactNode {
  const { t } = useTranslation('lists')
  const [fr, setFr] = useState(option?.fr ?? '')
  const [en, setEn] = useState(option === null || option.en === option.fr ? '' : option.en)
  const [reserved, setReserved] = useState<AddedClass | null>(null)
  const like = likeness(
    fr,
    others.filter(({ id }) => id !== option?.id).map((each) => each.fr),
  )
  const name = fr.trim()
  const edit = { what: 'option', list, id: option?.id ?? null, fr: name, en: en.trim(), reserved } as const
  return (
    <EditDialog
      title={t(option === null ? 'option.new' : 'option.correct')}
      edits={name === '' ? [] : [edit]}
      lacks={t('option.lacks')}
      name={name}
      onClose={onClose}
    >
      <WordsFields
        fr={fr}
        en={en}
        onFr={setFr}
        onEn={setEn}
        maxLength={120}
        after={like !== null && <p className="small warn">{t('option.like', { other: like })}</p>}
      />
      {option === null && (
        <SeenBy classes={addedClasses} all={t('option.seen.all')} value={reserved} onChange={setReserved} />
      )}
    </EditDialog>
  )
}

/** The answer that the typed words may be already: all of them differ by a letter or two from its own. */
function likeness(typed: string, others: readonly string[]): string | null {
  const words = foldName(typed).trim()
  if (words.length < 3) return null
  return (
    others.find((other) => {
      const folded = foldName(other).trim()
      return folded === words || jaroWinkler(folded, words) > 0.92 || folded.startsWith(`${words} `)
    }) ?? null
  )
}
