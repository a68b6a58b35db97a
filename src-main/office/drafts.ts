import { dropDraft, listDrafts, readDraft, saveDraft } from '../store/drafts.ts'
import type { Handlers } from './context.ts'

export const draftsHandlers: Handlers<'drafts.save' | 'drafts.get' | 'drafts.list' | 'drafts.drop'> = {
  'drafts.save': ({ subject, payload }, { machine }, office) => {
    const savedAt = machine.now().toISOString()
    saveDraft(office.db, office.person.id, { subject, payload, savedAt })
    return { savedAt }
  },
  'drafts.get': ({ subject }, _context, office) => {
    const draft = readDraft(office.db, office.person.id, subject)
    return draft ? { payload: draft.payload, savedAt: draft.savedAt } : null
  },
  'drafts.list': (_input, _context, office) =>
    listDrafts(office.db, office.person.id).map(({ subject, savedAt, title }) => ({ subject, savedAt, title })),
  'drafts.drop': ({ subject }, _context, office) => {
    dropDraft(office.db, office.person.id, subject)
    return {}
  },
}
