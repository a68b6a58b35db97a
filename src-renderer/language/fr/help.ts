/** `how.*`: one step a line. */
export const help = {
  title: 'Aide',
  lead: "F1 montre l'aide de la page où vous êtes.",
  'title.home': 'Accueil',
  'title.cases': 'Cas',
  'title.register': 'Enregistrer un enfant',
  'title.case': "Le dossier d'un enfant",
  'title.transmission': 'Transmission',
  'title.people': 'Personnes',
  'title.settings': 'Réglages',
  'keys.title': 'Raccourcis du clavier',
  'keys.search': 'Chercher un enfant',
  'keys.new': 'Enregistrer un enfant',
  'keys.save': 'Enregistrer le formulaire',
  'keys.lock': 'Verrouiller tout de suite',
  'keys.pages': 'Ouvrir une page du menu',
  'keys.next': 'Champ suivant',
  'keys.close': 'Fermer ce qui est ouvert par-dessus la page',
  'keys.help': "Aide sur la page où l'on est",
  'about.home': "L'accueil montre ce qui presse : les premières réponses en retard d'abord, puis les risques élevés.",
  'how.home':
    '« À reprendre » rend les saisies non enregistrées, même après une coupure de courant.\nÀ droite : ce que la région a reçu, les cas ouverts par risque, la dernière sauvegarde.\nQuittez votre place : Ctrl+L verrouille tout de suite, la page ne montre plus rien.',
  'about.cases': 'Tous les cas de ce bureau, et ceux reçus des autres en lecture seule.',
  'how.cases':
    "Tapez un nom dans n'importe quel ordre, avec ou sans accents, un surnom, le nom de la personne en charge ou un code.\nLes orthographes proches sont trouvées : Ouédraogo et Wedraogo, Fatimata et Fatoumata.\nLes filtres s'ajoutent les uns aux autres ; l'adresse de la page les garde.",
  'about.register': "Le consentement d'abord (1A), puis l'enregistrement (1B), dans l'ordre du papier.",
  'how.register':
    "Commencez par le nom, le sexe et l'âge : un enfant déjà connu paraît à côté, comparez avant d'aller plus loin.\nL'âge se tape comme vous le savez : 03/02/2017, 02/2017, 2017 ou 9 ans.\nUn brouillon chiffré est gardé toutes les deux secondes. Seul ce qui est marqué obligatoire bloque l'enregistrement.",
  'about.case': "Les formulaires de l'enfant, ce qui est dû, et l'histoire de chaque changement.",
  'how.case':
    'Choisissez un formulaire à gauche ; sa part remplie est écrite à côté.\n« Lecture seule » : le cas appartient à un autre bureau, lui seul le modifie.\nSi un collègue a enregistré pendant que vous tapiez, Lakana vous le dit et garde votre saisie.',
  'about.transmission':
    'Ce qui va et vient par clé USB. Chaque paquet est signé, et chiffré pour son seul destinataire.',
  'how.transmission':
    "Branchez la clé : elle est trouvée en quelques secondes. Un seul bouton importe tout, puis écrit les réponses.\nRetirez la clé quand la page dit que vous le pouvez.\nUne clé perdue ne fait rien perdre : ce qui n'est pas accusé repart la fois suivante.\nUn paquet refusé n'est jamais pris à moitié : la raison est écrite, avec ce qu'il faut faire.",
  'about.people': 'Qui suit combien de cas, qui répond de qui, et ce que chaque rôle permet.',
  'how.people':
    "« Réattribuer » donne tous les cas ouverts d'une personne à une autre, ou les partage entre plusieurs : les charges d'après sont montrées avant. Vous pouvez annuler juste après.\nUn superviseur voit les cas des personnes de ses groupes : ajoutez-le au groupe comme superviseur.\nUn rôle fourni se copie, puis se modifie. Un rôle modifié vaut tout de suite pour ceux qui l'ont.",
  'about.settings': "Les réglages du bureau, la sauvegarde, l'affichage et votre mot de passe.",
  'how.settings':
    "Le délai avant verrouillage vaut pour tous ceux qui travaillent sur ce PC.\nLes dix mots sont l'empreinte du bureau : on les compare au téléphone, jamais par écrit.\nGardez la fiche de secours sous enveloppe fermée, hors du bureau.",
}
