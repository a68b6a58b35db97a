import { LakanaError } from '../../contract/errors.ts'

/** What the outside of a bundle says, under the sender's signature: enough to refuse it without opening it. */
export interface Envelope {
  readonly from: string
  readonly to: string
  readonly number: number
  readonly sender: string
  readonly receiver: string
  readonly training: boolean
}

const pattern =
  /^lkb v(\d{1,6}) from=([A-Z0-9]{2,5}) to=([A-Z0-9]{2,5}) n=([1-9]\d{0,15}) sender=([0-9a-f]{32}) receiver=([0-9a-f]{32})( training)?$/

/** Newest container format this program reads and the one it writes. */
export const containerFormat = 1

/** The trusted comment of the signature. Codes are of offices, sender and receiver are replicas. */
export function envelopeText(envelope: Envelope): string {
  const { from, to, number, sender, receiver, training } = envelope
  const head = `lkb v${containerFormat} from=${from} to=${to} n=${number} sender=${sender} receiver=${receiver}`
  return training ? `${head} training` : head
}

/** @throws bundle.format-too-new, bundle.format-too-old, bundle.damaged */
export function readEnvelope(text: string): Envelope {
  const version = Number(/^lkb v(\d{1,6}) /.exec(text)?.[1] ?? Number.NaN)
  if (version > containerFormat) throw new LakanaError('bundle.format-too-new', { format: version })
  if (version < 1) throw new LakanaError('bundle.format-too-old', { format: version })
  const [, , from, to, n, sender, receiver, training] = pattern.exec(text) ?? []
  const number = Number(n)
  if (!from || !to || !sender || !receiver || !Number.isSafeInteger(number)) {
    throw new LakanaError('bundle.damaged', { part: 'envelope' })
  }
  return { from, to, number, sender, receiver, training: training !== undefined }
}
