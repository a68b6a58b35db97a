import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { signWith, verifyText } from '../../../src-main/exchange/keys.ts'

function pair(): { secret: Buffer; open: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    secret: privateKey.export({ format: 'der', type: 'pkcs8' }),
    open: publicKey.export({ format: 'jwk' }).x ?? '',
  }
}

test('a signature that held says nothing for another key, text or signature', () => {
  const [one, other] = [pair(), pair()]
  const signature = signWith(one.secret)('le chef de service\n')
  for (let time = 0; time < 2; time += 1) {
    expect(verifyText(one.open, 'le chef de service\n', signature)).toBe(true)
    expect(verifyText(one.open, 'le chef de service\n\n', signature)).toBe(false)
    expect(verifyText(other.open, 'le chef de service\n', signature)).toBe(false)
    expect(verifyText(one.open, 'le chef de service\n', signWith(other.secret)('le chef de service\n'))).toBe(false)
  }
})

test('a signature that did not hold is asked about again, however many have held since', () => {
  const { secret, open } = pair()
  const sign = signWith(secret)
  for (let number = 0; number < 600; number += 1) expect(verifyText(open, `${number}`, sign(`${number}`))).toBe(true)
  expect(verifyText(open, '7', sign('8'))).toBe(false)
  expect(verifyText(open, '7', sign('7'))).toBe(true)
})
