import type { ReactNode } from 'react'
import { typesetEnglish, typesetFrench } from '../../src-main/domain/forms/typeset.ts'
import css from './entering.module.css'

type Block =
  | { readonly kind: 'heading' | 'text'; readonly lines: string[] }
  | { readonly kind: 'points'; readonly lines: string[] }

/** `# ` begins a heading, `- ` a point; every other line is a paragraph. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue
    const last = blocks.at(-1)
    if (line.startsWith('# ')) blocks.push({ kind: 'heading', lines: [line.slice(2)] })
    else if (!line.startsWith('- ')) blocks.push({ kind: 'text', lines: [line] })
    else if (last?.kind === 'points') last.lines.push(line.slice(2))
    else blocks.push({ kind: 'points', lines: [line.slice(2)] })
  }
  return blocks
}

/** The undertaking as it is read. */
export function ConductText({ text, lang }: { text: string; lang: 'fr' | 'en' }): ReactNode {
  return (
    <div className={css.words} lang={lang}>
      {blocksOf(lang === 'fr' ? typesetFrench(text) : typesetEnglish(text)).map(({ kind, lines }, index) => {
        if (kind === 'heading') return <h2 key={index}>{lines[0]}</h2>
        if (kind === 'text') return <p key={index}>{lines[0]}</p>
        return (
          <ul key={index}>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )
      })}
    </div>
  )
}
