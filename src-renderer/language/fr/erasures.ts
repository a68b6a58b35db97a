/** Cases that are erased everywhere. */
export const erasures = {
  title: 'Effacements',
  lead: 'Dossiers effacés partout : ce qui attend une deuxième personne, ce qui est fait, et quels bureaux l’ont confirmé.',
  none: 'Aucun dossier n’a été effacé.',
  'none.text': 'L’effacement d’un dossier se propose dans le dossier lui-même, une fois le cas clôturé.',
  backup:
    'La plus ancienne sauvegarde de ce PC date du {{day}}. Les sauvegardes faites avant un effacement gardent le dossier jusqu’à leur remplacement, ici et dans les autres bureaux.',
  'backup.none':
    'Ce PC n’a pas encore de sauvegarde. Les sauvegardes des autres bureaux faites avant un effacement gardent le dossier jusqu’à leur remplacement.',
  'settings.text': 'Dossiers à effacer, dossiers effacés et bureaux qui l’ont confirmé.',
  'settings.open': 'Voir les effacements',

  reason: 'Raison',
  'reason.retention': 'Délai de conservation passé',
  'reason.asked': 'À la demande de la personne',
  'reason.court': 'Décision d’un juge',
  'reason.mistake': 'Enregistré par erreur',

  waiting_one: '{{count}} effacement à confirmer',
  waiting_other: '{{count}} effacements à confirmer',
  proposed: 'Proposé par {{person}} le {{when}}',
  other: 'Une autre personne qui a ce droit doit confirmer.',
  withdraw: 'Retirer la proposition',
  withdrawn: 'Proposition retirée. Rien n’a été effacé.',
  notice: 'Effacement proposé par {{person}} le {{when}}.',

  'propose.action': 'Effacer ce dossier…',
  'propose.closed': 'Possible une fois le cas clôturé (fiche 6), ou dit du même enfant qu’un autre dossier.',
  'propose.title': 'Effacer le dossier {{code}}',
  'propose.missing': 'Choisissez une raison.',
  'propose.do': 'Proposer l’effacement',
  'propose.done': 'Effacement proposé. Rien n’est effacé avant la confirmation.',
  'propose.next':
    'Rien n’est effacé maintenant : une autre personne qui a ce droit confirme. D’ici là, la proposition peut être retirée.',

  'what.here':
    'Les noms, les fiches, les notes, les fichiers et l’historique disparaissent de ce PC, des listes et de la recherche.',
  'what.there':
    'Ils disparaissent aussi des autres bureaux qui ont ce dossier, avec les clés suivantes. Ce qu’on y écrit encore est effacé en arrivant.',
  'what.stays':
    'Il reste le code, le bureau, la raison, qui et quand. Le journal d’accès garde qui a ouvert le dossier, les mots cherchés et les raisons données.',
  'what.backups': 'Les sauvegardes faites avant, les paquets restés sur des clés et les papiers le gardent encore.',

  'confirm.action': 'Confirmer…',
  'confirm.title': 'Effacer le dossier {{code}} ?',
  'confirm.warn': 'Personne ne pourra le faire revenir.',
  'confirm.password': 'Votre mot de passe',
  'confirm.do': 'Effacer le dossier {{code}}',
  'confirm.done': 'Dossier {{code}} effacé. Écrivez un paquet pour le bureau régional.',

  done_one: '{{count}} dossier effacé',
  done_other: '{{count}} dossiers effacés',
  'done.by': 'Proposé par {{proposed}}, confirmé par {{confirmed}}',
  partners: 'Bureaux qui ont confirmé l’effacement',
  'partners.none': 'Aucune confirmation à attendre d’un autre bureau.',
  'partners.yes': 'confirmé depuis le {{when}}',
  'partners.no': 'pas encore',

  'gone.title': 'Dossier effacé',
  'gone.text':
    'Ce dossier a été effacé de tous les bureaux qui l’avaient. Son code et la raison restent connus du responsable du bureau.',
}
