import { toString as toSvg } from 'qrcode'

/** The recovery code as a QR code, SVG text, for the printed sheet. */
export function qrOf(code: string): Promise<string> {
  return toSvg(code, { type: 'svg', errorCorrectionLevel: 'M', margin: 1 })
}
