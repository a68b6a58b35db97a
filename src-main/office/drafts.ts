import { LakanaError } from '../contract/errors.ts'
import { reaches } from '../domain/access/scope.ts'
import { caseFacts } from '../store/case-facts.ts'
import { dropDraft, listDrafts, readDraft, saveDraft } from '../store/drafts.ts'
import type { Handlers, OpenOffice } from './context.ts'
import { isOpened } from './exceptional.ts'

export const draftsHandlers: Handlers<'drafts.save' | 'drafts.get' | 'drafts.list' | 'drafts.drop'> = {
  'drafts.save': ({ subject, payload }, { machine }, office) => {
    if (!isReached(subject, office)) throw new LakanaError('case.out-of-scope')
    const savedAt = machine.now().toISOString()
    saveDraft(office.db, office.person.id, { subject, payload, savedAt })
    return { savedAt }
  },
  'drafts.get': ({ subject }, _context, office) => {
    const draft = isReached(subject, office) ? readDraft(office.db, office.person.id, subject) : null
    return draft ? { payload: draft.payload, savedAt: draft.savedAt } : null
  },
  'drafts.list': (_input, _context, office) =>
    listDrafts(office.db, office.person.id)
      .filter(({ subject }) => isReached(subject, office))
      .map(({ subject, savedAt, title }) => ({ subject, savedAt, title })),
  'drafts.drop': ({ subject }, _context, office) => {
    dropDraft(office.db, office.person.id, subject)
    return {}
  },
}

/** A draft holds what the form held: out of the person's reach with its case, and back with it. */
function isReached(subject: string, office: OpenOffice): boolean {
  const [kind, caseId = ''] = subject.split(':')
  if (kind !== 'case') return true
  const facts = caseFacts(office.db, caseId)
  return facts !== null && (reaches(office.access.scope, facts) || isOpened(office, caseId))
}
