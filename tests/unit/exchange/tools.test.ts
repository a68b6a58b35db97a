import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { minisignPublicKey } from '../../../src-main/exchange/container/minisign.ts'
import { type Desk, newRegion } from '../../support/desk.ts'

const tools = ['tar', 'sha256sum', 'minisign', 'age', 'zstd']
const missing = tools.filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0)
if (missing.length > 0)
  console.warn(`SKIPPED: other people's tools on our bundles; missing here: ${missing.join(', ')}`)

describe.skipIf(missing.length > 0)("other people's tools open our bundle", () => {
  let world: Awaited<ReturnType<typeof newRegion>>
  let district: Desk
  const folder = mkdtempSync(join(tmpdir(), 'lakana-tools-'))
  const run = (command: string, ...args: string[]): string =>
    execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })

  beforeAll(async () => {
    world = await newRegion()
    district = world.districts[0]!
    for (let child = 0; child < 40; child += 1) district.child(`Kaboré ${child}`, 20)
    const sent = await district.send(world.key)
    run('tar', '--extract', '--file', sent.path)
  })
  afterAll(() => {
    world.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('tar finds the three entries in their order', () => {
    const listed = run('tar', '--list', '--file', join(world.key, 'LKB-BLS-1.lkb'))
    expect(listed).toBe('SHA256SUMS\nSHA256SUMS.minisig\npayload.age\n')
  })

  test('sha256sum agrees', () => {
    expect(run('sha256sum', '-c', 'SHA256SUMS')).toBe('payload.age: OK\n')
  })

  test('minisign verifies under the public key of the sender, and says the envelope', () => {
    writeFileSync(join(folder, 'sender.pub'), minisignPublicKey(district.self.signPublic))
    const said = run('minisign', '-V', '-p', 'sender.pub', '-m', 'SHA256SUMS')
    expect(said).toContain('Signature and comment signature verified')
    expect(said).toContain('Trusted comment: lkb v1 from=BLS to=KUI n=1 ')
    writeFileSync(join(folder, 'other.pub'), minisignPublicKey(world.region.self.signPublic))
    expect(() => run('minisign', '-V', '-q', '-p', 'other.pub', '-m', 'SHA256SUMS')).toThrow()
  })

  test.each(['receiver', 'sender'])('age, tar and zstd open the content for the %s', (who) => {
    const desk = who === 'receiver' ? world.region : district
    const inside = join(folder, who)
    mkdirSync(inside)
    writeFileSync(join(inside, 'key.txt'), `${desk.self.ageIdentity}\n`)
    run('age', '-d', '-i', join(inside, 'key.txt'), '-o', join(inside, 'inner.tar'), 'payload.age')
    run('tar', '-x', '-C', inside, '-f', join(inside, 'inner.tar'))
    expect(readdirSync(inside).sort()).toEqual(['changes.ndjson.zst', 'inner.tar', 'key.txt', 'manifest.json'])
    run('zstd', '-q', '-d', '--memory=8MB', join(inside, 'changes.ndjson.zst'))
    const lines = readFileSync(join(inside, 'changes.ndjson'), 'utf8').split('\n').slice(0, -1)
    const manifest = JSON.parse(readFileSync(join(inside, 'manifest.json'), 'utf8')) as { counts: { changes: number } }
    expect(lines).toHaveLength(40)
    expect(manifest.counts.changes).toBe(40)
    expect(JSON.parse(lines[7] ?? '')).toMatchObject({ b: { seq: 8, replica: district.self.replica } })
  })

  test('nobody else opens it', async () => {
    const key = `${await generateX25519Identity()}\n`
    writeFileSync(join(folder, 'stranger.txt'), key)
    expect(() => run('age', '-d', '-i', 'stranger.txt', '-o', '/dev/null', 'payload.age')).toThrow()
  })

  test('a bundle of several files: tar for each, sha256sum for all, cat into age', async () => {
    const { paths } = await district.send(world.key, undefined, { volume: 48 * 1024 })
    expect(paths.length).toBeGreaterThan(1)
    const several = join(folder, 'several')
    mkdirSync(several)
    for (const path of paths) run('tar', '-x', '-C', several, '-f', path)
    run('sh', '-c', 'cd several && sha256sum -c SHA256SUMS')
    writeFileSync(join(several, 'sender.pub'), minisignPublicKey(district.self.signPublic))
    run('sh', '-c', 'cd several && minisign -V -q -p sender.pub -m SHA256SUMS')
    writeFileSync(join(several, 'key.txt'), `${world.region.self.ageIdentity}\n`)
    const listed = run('sh', '-c', 'cd several && cat payload.*.age | age -d -i key.txt | tar -t')
    expect(listed).toBe('manifest.json\nchanges.ndjson.zst\n')
  })
})
