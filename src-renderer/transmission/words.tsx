import type { ReactNode } from 'react'
import css from './transmission.module.css'

/** Ten words to be read over the phone, numbered so that two people keep in step. */
export function Words({ words }: { words: readonly string[] }): ReactNode {
  return (
    <ol className={css.words}>
      {words.map((word, index) => (
        <li key={index}>
          <small>{index + 1}</small>
          {word}
        </li>
      ))}
    </ol>
  )
}
