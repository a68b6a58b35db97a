export const help = {
  title: 'Aide',
  'keys.title': 'Raccourcis du clavier',
  'keys.search': 'Chercher un enfant',
  'keys.new': 'Enregistrer un enfant',
  'keys.save': 'Enregistrer la fiche',
  'keys.lock': 'Verrouiller',
  'keys.pages': 'Ouvrir une page du menu',
  'keys.help': "Aide sur la page où l'on est",
  'about.home':
    "L'accueil montre vos cas ouverts, les premières réponses en retard d'abord, puis les risques élevés. À droite : ce que la région a reçu et la dernière sauvegarde.",
  'about.cases':
    "Tapez un nom dans n'importe quel ordre, avec ou sans accents, un surnom, le nom de la personne en charge ou un code. Les orthographes proches sont trouvées. Les filtres s'ajoutent les uns aux autres.",
  'about.register':
    "Commencez par le nom, le sexe et l'âge : un enfant déjà connu paraît à côté. Puis la fiche 1A, puis la fiche 1B, dans l'ordre du papier. Un brouillon chiffré est gardé à chaque instant.",
  'about.transmission':
    'Branchez la clé USB. « Préparer la clé » écrit un paquet que seul le destinataire peut ouvrir. Retirez la clé quand la page dit que vous le pouvez. Une clé perdue ne fait rien perdre : ce qui n’est pas accusé repart la fois suivante.',
  'about.settings':
    'Le délai avant verrouillage, les en-têtes des impressions et la sauvegarde. Les dix mots sont l’empreinte de ce bureau : on les compare au téléphone.',
}
