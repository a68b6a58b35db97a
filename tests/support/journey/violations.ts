import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations']

/** Axe takes about a second a screen: it is asked about a third of them a run, and about all where pictures are wanted or `LAKANA_AXE=all` is set. */
const isAsked = (): boolean =>
  process.env['LAKANA_PICTURES'] !== undefined || process.env['LAKANA_AXE'] === 'all' || Math.random() < 1 / 3

/**
 * All that axe finds on a page where it is asked, once its colours have settled: those that still change into each other have no contrast to speak of.
 */
export async function violationsOf(page: Page): Promise<Violations> {
  if (!isAsked()) return []
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((each) => each.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
    await Promise.allSettled(ending.map((each) => each.finished))
  })
  // The other mode opens a second page, which the shell refuses.
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  // What is in order is not asked for: to tell it takes longer than to find what is not.
  return (await axe.options({ resultTypes: ['violations'], preload: false }).analyze()).violations
}
