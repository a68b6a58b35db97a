/**
 * `node laid-down-window.ts FOLDER`: a region and a district in FOLDER. The region has laid down its undertaking, one role, answers, places and questions, and the district has
 * taken the bundle. Prints the id of a child of the district. Playwright cannot load the office into its own process.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CallInput } from '../../src-main/contract/index.ts'
import { standardRole } from '../../src-main/domain/access/standard-roles.ts'
import { registerChild } from './child.ts'
import { carryKey, enrolOffices } from './enrol.ts'
import { acceptConduct, newTestOffice } from './office.ts'

const [folder = ''] = process.argv.slice(2)
const key = join(folder, 'key')
mkdirSync(key)
const region = await newTestOffice({ level: 'region', home: join(folder, 'region') })
const district = await newTestOffice({ home: join(folder, 'boulsa') })
await enrolOffices(district, region, key)

const { id: _id, ...worker } = standardRole('case_worker') ?? { id: '' }
const content = {
  ...worker,
  name: { fr: 'Relais communautaire du Kuilsé', en: '' },
  about: { fr: 'Signale et accompagne, sans ouvrir les dossiers sensibles.', en: '' },
} as unknown as CallInput<'roles.save'>['content']
await region.call('roles.save', { id: null, revision: '', content })
const { fr, version } = await region.call('conduct.current', {})
const text = { fr: `${fr}\n\n# Pour le Kuilsé\n- Les clés USB restent au bureau la nuit.`, en: '' }
await region.call('conduct.set', { ...text, after: version })
await acceptConduct((name, input) => region.call(name, input))
const edits: CallInput<'lists.edit'>[] = [
  { what: 'option', list: 'provider_type', id: null, fr: 'Centre d’écoute', en: 'Listening centre', reserved: null },
  { what: 'state', key: 'provider_type/religious', retired: true },
  { what: 'places', commune: 'BF490202', kind: 'village', names: ['Zambanga', 'Bonam'] },
  { what: 'places', commune: 'BF490202', kind: 'site', names: ['Site de Tanlili'] },
  { what: 'spelling', place: 'BF490202', name: 'Bulsa', gone: false },
  ...(
    [
      ['yesNoUnknown', 'L’enfant a-t-il accès à l’eau potable là où il dort ?', '', null],
      [
        'severalOf',
        'Dans quelles langues peut-on parler avec ceux qui le gardent, s’ils ne parlent pas celle du bureau ?',
        'language',
        null,
      ],
      ['integer', 'Combien d’enfants de moins de cinq ans dorment sous ce toit ?', '', null],
      ['yesNoUnknown', 'Reçoit-il un traitement ?', '', 'hiv'],
    ] as const
  ).map(
    ([type, words, answers, reserved]): CallInput<'lists.edit'> => ({
      what: 'question',
      form: 'registration',
      section: 'situation',
      id: null,
      type,
      fr: words,
      en: '',
      answers,
      reserved,
    }),
  ),
]
for (const edit of edits) await region.call('lists.edit', edit)
for (const kind of ['conduct', 'roles', 'lists'] as const) await region.call('exchange.layDown', { kind })
const { id: child } = await registerChild(district, 5)
await carryKey(key, region, district)
for (const office of [region, district]) await office.close()
process.stdout.write(child)
