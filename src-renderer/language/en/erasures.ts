export const erasures = {
  title: 'Erasures',
  lead: 'Cases erased everywhere: what waits for a second person, what is done, and which offices have confirmed.',
  none: 'No case has been erased.',
  'none.text': 'The erasure of a case is proposed in the case itself, once it is closed.',
  backup:
    'The oldest backup of this PC is of {{day}}. Backups made before an erasure keep the case until they are replaced, here and in the other offices.',
  'backup.none':
    'This PC has no backup yet. Backups that other offices made before an erasure keep the case until they are replaced.',
  'settings.text': 'Cases to be erased, erased cases, and the offices that have confirmed.',
  'settings.open': 'See the erasures',

  reason: 'Reason',
  'reason.retention': 'The time to keep it is over',
  'reason.asked': 'At the request of the person',
  'reason.court': 'Decision of a court',
  'reason.mistake': 'Registered by mistake',

  waiting_one: '{{count}} erasure to confirm',
  waiting_other: '{{count}} erasures to confirm',
  proposed: 'Proposed by {{person}} on {{when}}',
  other: 'Another person who may do so has to confirm.',
  withdraw: 'Withdraw the proposal',
  withdrawn: 'Proposal withdrawn. Nothing was erased.',
  notice: 'Erasure proposed by {{person}} on {{when}}.',

  'propose.action': 'Erase this case…',
  'propose.closed': 'Possible once the case is closed (form 6), or said to be of the same child as another file.',
  'propose.title': 'Erase the case {{code}}',
  'propose.missing': 'Choose a reason.',
  'propose.do': 'Propose the erasure',
  'propose.done': 'Erasure proposed. Nothing is erased before it is confirmed.',
  'propose.next':
    'Nothing is erased now: another person who may do so confirms. Until then the proposal can be withdrawn.',

  'what.here': 'Names, forms, notes, files and history disappear from this PC, its lists and its search.',
  'what.there':
    'They also disappear from the other offices that have this case, with the next keys. What is still written there is erased as it arrives.',
  'what.stays':
    'The code, the office, the reason, who and when stay. The access log keeps who opened the case, the words searched for and the reasons given.',
  'what.backups': 'Backups made before, bundles left on keys, and paper still keep it.',

  'confirm.action': 'Confirm…',
  'confirm.title': 'Erase the case {{code}}?',
  'confirm.warn': 'Nobody will be able to bring it back.',
  'confirm.password': 'Your password',
  'confirm.do': 'Erase the case {{code}}',
  'confirm.done': 'Case {{code}} erased. Write a bundle for the regional office.',

  done_one: '{{count}} case erased',
  done_other: '{{count}} cases erased',
  'done.by': 'Proposed by {{proposed}}, confirmed by {{confirmed}}',
  partners: 'Offices that have confirmed the erasure',
  'partners.none': 'No other office has to confirm.',
  'partners.yes': 'confirmed since {{when}}',
  'partners.no': 'not yet',

  'gone.title': 'Case erased',
  'gone.text':
    'This case was erased from all offices that had it. The head of the office still knows its code and the reason.',
}
