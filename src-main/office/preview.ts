import { formLevel, seenForm, tellsAll } from '../domain/access/fields.ts'
import { fieldsOf } from '../domain/forms/fields.ts'
import type { FormDefinition } from '../domain/forms/types.ts'
import { previewBundle, previewCase } from '../exchange/preview.ts'
import { CaseFiles } from '../store/case-file.ts'
import { wholeFile } from '../store/case-where.ts'
import { CaseLists } from '../store/cases.ts'
import { caseSight } from './case-sight.ts'
import { formsHere } from './catalogue.ts'
import type { Handlers } from './context.ts'
import { todayOf } from './today.ts'

/** Cases that a preview lists. */
const mostShown = 500

export const previewHandlers: Handlers<'exchange.preview' | 'exchange.previewCase'> = {
  'exchange.preview': async (_input, { machine }, office, work) => {
    const { db, ledger, self } = office
    const leaving = await previewBundle({ db, ledger, self, ...work, today: todayOf(machine) })
    if (!leaving) return null
    const { to, route, cases } = leaving
    const partly = cases.filter(({ staying }) => staying > 0).sort((a, b) => b.staying - a.staying)
    const lists = new CaseLists(office.db, wholeFile)
    return {
      to,
      purpose: route.purpose,
      most: route.most,
      cases: cases.length,
      whole: cases.length - partly.length,
      partly: partly.slice(0, mostShown).map(({ id, going, staying, verdict }) => ({
        id,
        code: lists.one(id)?.code ?? '',
        going,
        staying,
        identity: verdict.identity.allowed ? null : verdict.identity.why,
        facts: verdict.facts.allowed ? null : verdict.facts.why,
      })),
    }
  },

  'exchange.previewCase': ({ caseId }, { machine }, office, work) => {
    const { db, ledger, self } = office
    const formHere = formsHere(office)
    const previewing = { db, ledger, self, ...work, today: todayOf(machine) }
    const { fields, notes } = previewCase(previewing, caseId, formHere)
    const sight = caseSight(new CaseFiles(office.db).forms(caseId), office)
    const seen = fields.filter(({ form, field }) => {
      const definition = formLevel(sight, form) === 'none' ? undefined : formHere(form)
      return definition !== undefined && hasQuestion(seenForm(definition, sight), field)
    })
    return { fields: seen, notes: tellsAll(sight) ? notes : { ...notes, count: 0 } }
  },
}

/** @param at `field`, or `rows.cell` */
function hasQuestion(form: FormDefinition, at: string): boolean {
  const [id = '', cell] = at.split('.')
  const field = fieldsOf(form).get(id)
  return field !== undefined && (cell === undefined || field.fields?.some((each) => each.id === cell) === true)
}
