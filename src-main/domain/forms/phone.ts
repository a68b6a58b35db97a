/**
 * A telephone number in groups of two (`70 12 34 56`, `+226 70 12 34 56`); several numbers are parted by ` / `. Null: not a telephone
 * number. `unusual`: neither eight figures, nor a number with a country code, nor a short number such as 116.
 */
export function normalisePhone(text: string): { readonly text: string; readonly unusual: boolean } | null {
  const numbers = text.split(/\s*(?:[/,;]|\bou\b|\bor\b)\s*/i).filter((part) => part !== '')
  const read = numbers.map(readNumber)
  if (read.length === 0 || read.some((number) => number === null)) return null
  const known = read.filter((number) => number !== null)
  return { text: known.map((number) => number.text).join(' / '), unusual: known.some((number) => number.unusual) }
}

function readNumber(text: string): { readonly text: string; readonly unusual: boolean } | null {
  if (!/^\+?[\d\s().\-\u2010-\u2015]+$/.test(text)) return null
  const digits = text.replace(/\D/g, '')
  if (digits.length < 2 || digits.length > 15) return null
  const abroad = text.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : null
  if (abroad !== null) {
    if (abroad.startsWith('226') && abroad.length === 11)
      return { text: `+226 ${inPairs(abroad.slice(3))}`, unusual: false }
    return { text: `+${abroad}`, unusual: abroad.length < 8 }
  }
  if (digits.length === 11 && digits.startsWith('226'))
    return { text: `+226 ${inPairs(digits.slice(3))}`, unusual: false }
  if (digits.length === 8) return { text: inPairs(digits), unusual: false }
  return { text: digits, unusual: digits.length > 4 }
}

function inPairs(digits: string): string {
  return digits.replace(/(\d{2})(?=\d)/g, '$1 ')
}
