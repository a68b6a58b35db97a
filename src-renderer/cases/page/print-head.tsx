import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../../language/format.ts'
import { officeDay } from '../../office/day.ts'
import { useAsk } from '../../office/queries.ts'
import { useSession } from '../../office/session.tsx'

/** Head of the paper: the office's own lines; code of the case and page n / N stand in the margin of every page. */
export function PrintHead({ code }: { code: string }): ReactNode {
  const { t } = useTranslation('cases')
  const { session, can } = useSession()
  const settings = useAsk('settings.get', {}, { enabled: can('settings.read') })
  usePageMargins(code, t('print.mention'), t('print.page'))
  const headers = settings.data?.headers.filter((line) => line !== '') ?? []
  return (
    <div className="print-only">
      {headers.map((line) => (
        <div key={line}>{line}</div>
      ))}
      <div>
        <b>{session.office.name}</b> · {t('print.on', { day: formatDay(officeDay()) })}
      </div>
    </div>
  )
}

/** Only a style sheet can write into the margins of pages; one made here needs no leave of the content policy. */
function usePageMargins(code: string, mention: string, page: string): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet()
    const font = "font: 9pt 'Noto Sans Variable', sans-serif"
    sheet.replaceSync(`@media print { @page {
      @top-left { content: ${JSON.stringify(code)}; ${font} }
      @top-right { content: ${JSON.stringify(mention)}; ${font} }
      @bottom-right { content: ${JSON.stringify(page)} " " counter(page) " / " counter(pages); ${font} }
    } }`)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet)
    }
  }, [code, mention, page])
}
