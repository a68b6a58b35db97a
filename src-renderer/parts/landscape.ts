import { useEffect } from 'react'

/** Turns the paper of this page's print: only a style sheet can. */
export function useLandscape(): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('@media print { @page { size: A4 landscape; margin: 16mm 12mm; } }')
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet)
    }
  }, [])
}
