import { LakanaError } from '../../contract/errors.ts'

/** What the outside of a bundle says, under the sender's signature: enough to refuse it without opening it. */
export interface Envelope {
  readonly from: string
  readonly to: string
  readonly number: number
  readonly sender: string
  /** Who can open it: one installation, or those of two offices where it is urgent, the newest of the receiving office first. */
  readonly receivers: readonly string[]
  /** An urgent bundle: the code of the office above, which may take it too. Null for any other. */
  readonly also: string | null
  readonly training: boolean
}

const ordinary =
  /^lkb v1 from=([A-Z0-9]{2,5}) to=([A-Z0-9]{2,5}) n=([1-9]\d{0,15}) sender=([0-9a-f]{32}) receiver=([0-9a-f]{32})( training)?$/
const urgent =
  /^lkb v2 urgent from=([A-Z0-9]{2,5}) to=([A-Z0-9]{2,5}) also=([A-Z0-9]{2,5}) n=([1-9]\d{0,15}) sender=([0-9a-f]{32}) receivers=([0-9a-f]{32}(?:,[0-9a-f]{32}){0,13})( training)?$/

/** Newest container format this program reads. An ordinary bundle is written in the first, an urgent one in the second. */
export const containerFormat = 2
export const ordinaryFormat = 1
export const urgentFormat = 2

/** Installations that an urgent bundle is for at most: each is a stanza of the age file. */
export const mostReceivers = 14

/** The trusted comment of the signature. Codes are of offices, sender and receivers are replicas. */
export function envelopeText({ from, to, number, sender, receivers, also, training }: Envelope): string {
  const [first = ''] = receivers
  const head =
    also === null
      ? `lkb v${ordinaryFormat} from=${from} to=${to} n=${number} sender=${sender} receiver=${first}`
      : `lkb v${urgentFormat} urgent from=${from} to=${to} also=${also} n=${number} sender=${sender} receivers=${receivers.join(',')}`
  return training ? `${head} training` : head
}

/** @throws bundle.format-too-new, bundle.format-too-old, bundle.damaged */
export function readEnvelope(text: string): Envelope {
  const version = Number(/^lkb v(\d{1,6}) /.exec(text)?.[1] ?? Number.NaN)
  if (version > containerFormat) throw new LakanaError('bundle.format-too-new', { format: version })
  if (version < ordinaryFormat) throw new LakanaError('bundle.format-too-old', { format: version })
  const envelope = version === urgentFormat ? urgentIn(text) : ordinaryIn(text)
  if (!envelope || !Number.isSafeInteger(envelope.number)) throw new LakanaError('bundle.damaged', { part: 'envelope' })
  return envelope
}

function ordinaryIn(text: string): Envelope | null {
  const [, from, to, n, sender, receiver, training] = ordinary.exec(text) ?? []
  if (!from || !to || !sender || !receiver) return null
  return { from, to, number: Number(n), sender, receivers: [receiver], also: null, training: training !== undefined }
}

function urgentIn(text: string): Envelope | null {
  const [, from, to, also, n, sender, receivers, training] = urgent.exec(text) ?? []
  if (!from || !to || !also || !sender || !receivers) return null
  const all = receivers.split(',')
  return { from, to, number: Number(n), sender, receivers: all, also, training: training !== undefined }
}
