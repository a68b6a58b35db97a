import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { servePage } from '../../../src-main/shell/pages.ts'

let root = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'lakana-pages-'))
  mkdirSync(join(root, 'window', 'assets'), { recursive: true })
  writeFileSync(join(root, 'window', 'index.html'), '<title>Lakana</title>')
  writeFileSync(join(root, 'window', 'assets', 'a b.js'), '1')
  writeFileSync(join(root, 'window', 'notes.txt'), 'no')
  writeFileSync(join(root, 'secret.json'), '{}')
  mkdirSync(join(root, 'window-two'))
  writeFileSync(join(root, 'window-two', 'x.json'), '{}')
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const ask = (path: string) => servePage(join(root, 'window'), path)

test('the window and its files come with a strict policy', async () => {
  const page = await ask('/')
  expect(page.status).toBe(200)
  expect(page.body.toString()).toContain('Lakana')
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/)
  expect(page.headers['content-security-policy']).not.toContain('unsafe')
  expect(page.headers['cache-control']).toBe('no-store')
  expect((await ask('/assets/a%20b.js')).status).toBe(200)
})

test.each([
  '/../secret.json',
  '/%2e%2e/secret.json',
  '/..%2fsecret.json',
  '/../window-two/x.json',
  '/..\\secret.json',
  '/assets',
  '/assets/',
  '/notes.txt',
  '/nothing.js',
  '/%00.js',
  '/%',
  '/C:/secret.json',
])('nothing else comes: %s', async (path) => {
  const page = await ask(path)
  expect(page.status).toBe(404)
  expect(page.body.toString()).toBe('404')
})
