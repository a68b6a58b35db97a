import type { OfficeWindow } from './office-window.ts'
import type { Look } from './register.ts'

/** The ten words as a card shows them. */
async function wordsOn({ page }: OfficeWindow, card: string): Promise<string[]> {
  const words = page.getByRole('region', { name: card, exact: true }).locator('ol li')
  await words.first().waitFor()
  return (await words.allInnerTexts()).map((word) => word.replace(/^\d+\s*/, '').trim())
}

function compare(here: readonly string[], there: readonly string[]): void {
  if (here.length !== 10 || here.join() !== there.join()) {
    throw new Error(`the ten words differ: ${here.join(' ')} / ${there.join(' ')}`)
  }
}

/** The district's first request, right after its creation, then into the office. @returns its ten words */
export async function askRegion(window: OfficeWindow, look: Look): Promise<string[]> {
  const { page, say } = window
  await window.heading(say('setup', 'request.title')).waitFor()
  const key = page.getByRole('radio').first()
  if (!(await key.isChecked())) await key.check({ force: true })
  await window.button(say('exchange', 'enrol.write')).click()
  await window
    .button(say('exchange', 'enrol.writeAgain'))
    .or(window.button(say('setup', 'sheet.done')))
    .first()
    .waitFor()
  const words = await wordsOn(window, say('exchange', 'enrol.title.district'))
  await look('request')
  await window.button(say('setup', 'sheet.done')).click()
  return words
}

/** The region compares the words of the request with those read to it over the phone, and certifies. */
export async function certify(window: OfficeWindow, office: string, words: string[], look: Look): Promise<void> {
  const { say } = window
  await window.go('transmission')
  const card = window.page.getByRole('heading', { level: 2 }).filter({ hasText: office }).first()
  const title = (await card.textContent()) ?? ''
  compare(await wordsOn(window, title), words)
  await look('certify')
  await window.text(say('exchange', 'request.same')).click()
  await window.button(say('exchange', 'request.certify')).click()
  await window.heading(title).waitFor({ state: 'detached' })
}

/** The district compares the words of the answer with the region's own, and belongs to it. */
export async function accept(window: OfficeWindow, region: string, regionWords: string[], look: Look): Promise<void> {
  const { say } = window
  await window.go('transmission')
  const title = say('exchange', 'answer.title', { from: region })
  await window.heading(title).waitFor()
  compare(await wordsOn(window, title), regionWords)
  await look('accept')
  await window.text(say('exchange', 'request.same')).click()
  await window.button(say('exchange', 'answer.accept')).click()
  await window.heading(title).waitFor({ state: 'detached' })
}

/** @returns the ten words of this office, from its transmission page */
export async function ownWords(window: OfficeWindow): Promise<string[]> {
  await window.go('transmission')
  await window.heading(window.say('exchange', 'words.title')).waitFor()
  return wordsOn(window, window.say('exchange', 'words.title'))
}

/** « Préparer la clé ». */
export async function prepareKey(window: OfficeWindow, look: Look): Promise<void> {
  const { say } = window
  await window.go('transmission')
  await window.button(say('exchange', 'export.action')).click()
  await window.text(say('exchange', 'export.done')).waitFor()
  await look('key-prepared')
}

/** Takes what waits on the key and writes the answers to it. */
export async function takeAndAnswer(window: OfficeWindow, look: Look): Promise<void> {
  const { say } = window
  await window.go('transmission')
  await window.button(say('exchange', 'key.again')).click()
  await window.text(say('exchange', 'state.ready')).first().waitFor()
  await look('found')
  await window.button(say('exchange', 'import.andWrite')).click()
  await window.text(say('exchange', 'import.done')).waitFor()
  await window.text(say('exchange', 'export.done')).waitFor()
  await look('taken')
}
