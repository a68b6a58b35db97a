import { type Dot, type Op, recordKinds } from '../../domain/ledger/types.ts'

/**
 * Ops, checked and written again by hand. Each function returns the canonical text of an op of exactly that shape, or throws: so one
 * pass checks the shape (an extra key or another order gives another text) and the canonical form, many times faster than a schema.
 */
const idPattern: RegExp = /^[0-9a-f]{32}$/
const hashPattern: RegExp = /^[0-9a-f]{64}$/
const commitmentPattern = /^[A-Za-z0-9_-]{43}$/
/** Names of groups, cells and forms: nothing that JSON would escape. */
const namePattern = /^[A-Za-z0-9_.:-]{1,80}$/
const kinds: readonly string[] = recordKinds

/** Thrown inside the parser only; `readLine` names the line. */
export class LineFault extends Error {}

export function opText(op: Op): string {
  switch (op?.t) {
    case 'set':
      return `{"c":"${commitment(op.c)}","g":"${name(op.g)}","o":${dots(op.o)},"r":"${id(op.r)}","t":"set"}`
    case 'new':
      return newText(op)
    case 'add-row':
      return `{"c":"${commitment(op.c)}","g":"${name(op.g)}","r":"${id(op.r)}","row":"${id(op.row)}","t":"add-row"}`
    case 'set-row':
      return (
        `{"c":"${commitment(op.c)}","f":"${name(op.f)}","g":"${name(op.g)}","o":${dots(op.o)},"r":"${id(op.r)}",` +
        `"row":"${id(op.row)}","t":"set-row"}`
      )
    case 'remove-row':
      return `{"g":"${name(op.g)}","o":${dots(op.o)},"r":"${id(op.r)}","row":"${id(op.row)}","t":"remove-row"}`
    case 'resolve':
      return resolveText(op)
    case 'void': {
      const row = op.row === undefined ? '' : `"row":"${id(op.row)}",`
      return `{"c":"${commitment(op.c)}","g":"${name(op.g)}","o":${someDots(op.o)},"r":"${id(op.r)}",${row}"t":"void"}`
    }
    case 'erase':
      return `{"c":"${commitment(op.c)}","r":"${id(op.r)}","t":"erase"}`
    default:
      throw new LineFault('op')
  }
}

function resolveText(op: Extract<Op, { t: 'resolve' }>): string {
  if ((op.row === undefined) !== (op.f === undefined)) throw new LineFault('row')
  const cell = op.f === undefined ? '' : `"f":"${name(op.f)}",`
  const row = op.row === undefined ? '' : `"row":"${id(op.row)}",`
  return (
    `{"c":"${commitment(op.c)}","d":${dots(op.d)},${cell}"g":"${name(op.g)}","o":${someDots(op.o)},"r":"${id(op.r)}",` +
    `${row}"t":"resolve"}`
  )
}

/** What settles or takes back nothing is no op. */
function someDots(list: readonly Dot[]): string {
  if (list?.length === 0) throw new LineFault('dots')
  return dots(list)
}

function newText(op: Extract<Op, { t: 'new' }>): string {
  if (!kinds.includes(op.k)) throw new LineFault('kind')
  const form = op.f === undefined ? '' : `"f":"${name(op.f)}",`
  const parent = op.p === undefined ? '' : `"p":"${id(op.p)}",`
  return `{${form}"k":"${op.k}",${parent}"r":"${id(op.r)}","t":"new"}`
}

function dots(list: readonly Dot[]): string {
  if (!Array.isArray(list) || list.length > 1000) throw new LineFault('dots')
  if (list.length === 0) return '[]'
  return `[${list.map((dot) => `["${id(dot[0])}",${count(dot[1], 1)},${count(dot[2], 0)}]`).join(',')}]`
}

export function id(value: unknown): string {
  if (typeof value !== 'string' || !idPattern.test(value)) throw new LineFault('id')
  return value
}

export function hashText(value: unknown): string {
  if (typeof value !== 'string' || !hashPattern.test(value)) throw new LineFault('hash')
  return value
}

/** A whole number from `least` to 2^32 - 1. */
export function count(value: unknown, least: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value >= 2 ** 32)
    throw new LineFault('number')
  return value
}

function commitment(value: unknown): string {
  if (typeof value !== 'string' || !commitmentPattern.test(value)) throw new LineFault('commitment')
  return value
}

function name(value: unknown): string {
  if (typeof value !== 'string' || !namePattern.test(value)) throw new LineFault('name')
  return value
}
