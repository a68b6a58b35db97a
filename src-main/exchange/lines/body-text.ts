import type { ChangeBody } from '../../domain/ledger/types.ts'
import { limits } from '../container/limits.ts'
import { count, hashText, id, LineFault, opText } from './op-text.ts'

const rolePattern = /^[a-z0-9_]{1,40}$/
const timePattern = /^[+-]?\d{4,6}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/

/** Canonical text of a body of exactly the right shape; throws LineFault otherwise. */
export function bodyText(body: ChangeBody): string {
  if (typeof body !== 'object' || body === null || body.v !== 1) throw new LineFault('body')
  const { ops } = body
  if (!Array.isArray(ops) || ops.length === 0 || ops.length > limits.opsInChange) throw new LineFault('ops')
  if (typeof body.role !== 'string' || !rolePattern.test(body.role)) throw new LineFault('role')
  if (typeof body.time !== 'string' || !timePattern.test(body.time)) throw new LineFault('time')
  if (body.doubt !== undefined && body.doubt !== true) throw new LineFault('doubt')
  const seq = count(body.seq, 1)
  const prev = seq === 1 && body.prev === null ? 'null' : `"${hashText(body.prev)}"`
  if (seq === 1 && body.prev !== null) throw new LineFault('prev')
  return (
    `{${body.doubt === true ? '"doubt":true,' : ''}"lamport":${count(body.lamport, 1)},"ops":[${(ops as ChangeBody['ops']).map(opText).join(',')}],` +
    `"person":"${id(body.person)}","prev":${prev},"replica":"${id(body.replica)}","role":"${body.role}",` +
    `"seen":${seenText(body.seen)},"seq":${seq},"time":"${body.time}","v":1}`
  )
}

function seenText(seen: ChangeBody['seen']): string {
  if (typeof seen !== 'object' || seen === null || Array.isArray(seen)) throw new LineFault('seen')
  const keys = Object.keys(seen).sort()
  return `{${keys.map((key) => `"${id(key)}":${count(seen[key], 1)}`).join(',')}}`
}
