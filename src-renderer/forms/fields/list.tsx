import type { ReactNode } from 'react'
import { useLanguage } from '../../language/index.ts'
import type { Option } from '../forms-context.tsx'
import { Combo, type ComboOption } from './combo.tsx'
import type { WidgetProps } from './widget.ts'

/** One answer of a long list: a few letters find it. */
export function ListWidget({ options, ...props }: WidgetProps & { options: readonly Option[] }): ReactNode {
  const lang = useLanguage()
  const { value, change } = props
  const chosen = typeof value === 'string' ? value : undefined
  return (
    <Combo
      id={props.id}
      label={props.field.label[lang]}
      shown={options.find((option) => option.id === chosen)?.label ?? chosen ?? ''}
      find={(text) => fitting(options, text)}
      chosen={chosen}
      invalid={props.invalid}
      describedBy={props.describedBy}
      choose={(option) => change(option?.id)}
      leave={props.leave}
    />
  )
}

export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’']/g, ' ').toLowerCase().trim()

/** Answers whose label begins with the text first, then those with a word that does, then those that hold it. */
export function fitting(options: readonly Option[], text: string): readonly ComboOption[] {
  const wanted = fold(text)
  if (wanted === '') return options
  const rank = (label: string): number => {
    const folded = fold(label)
    if (folded.startsWith(wanted)) return 0
    if (folded.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 1
    return folded.includes(wanted) ? 2 : 3
  }
  return options
    .map((option) => ({ option, rank: rank(option.label) }))
    .filter((each) => each.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map((each) => each.option)
}
