import { expect, test } from 'vitest'
import { checkPassword, passwordStrength } from '../../../src-main/vault/password.ts'

const names = ['Awa Ouédraogo', 'awa', 'Action sociale de Fada N’Gourma', 'Gourma']

test.each([
  ['court', 'short'],
  ['neuf sig.', 'short'],
  ['👩🏾‍🏫👩🏾‍🏫', 'short'],
  ['motdepasse', 'common'],
  ['motdepasse1', 'common'],
  ['AZERTYUIOP', 'common'],
  ['1234567890', 'common'],
  ['password123', 'common'],
  ['iloveyou123', 'common'],
  ['bonjour123', 'common'],
  ['administrateur', 'common'],
  ['aaaaaaaaaaaaaa', 'common'],
  ['xq7 Ouédraogo zt', 'name'],
  ['xq7-ouedraogo-zt', 'name'],
  ['xq7 O.u.e.d.r.a.o.g.o', 'name'],
  ['vive FADA 2 bleu', 'name'],
  ['awa mange du riz 8', null],
  ['mangue verte 41', null],
  ['le vent du sahel', null],
  ['ɓiɗɗo e ŋaari jom', null],
])('%s → %s', async (password, problem) => {
  expect(await checkPassword(password, names)).toBe(problem)
})

test('the meter rises', async () => {
  expect(await passwordStrength('', [])).toBe(0)
  expect(await passwordStrength('motdepasse', [])).toBeLessThanOrEqual(1)
  expect(await passwordStrength('mangue verte 41', [])).toBe(4)
  expect(await passwordStrength('x'.repeat(100_000), [])).toBeLessThanOrEqual(1)
})
