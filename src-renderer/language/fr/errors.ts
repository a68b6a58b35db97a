import type { ErrorCode } from '../../../src-main/contract/errors.ts'

/** `<code>+` is used in place of `<code>` when the refusal brings every detail it names. */
type Sentences = Record<ErrorCode, string> & Partial<Record<`${ErrorCode}+`, string>>

/** What happened, why, what to do. */
export const errors = {
  'call.unknown': "Cette action n'existe pas dans ce bureau. Fermez Lakana et rouvrez-le.",
  'call.sender': 'La demande ne vient pas de la fenêtre de Lakana : elle a été refusée. Fermez Lakana et rouvrez-le.',
  'call.input':
    "Le bureau n'a pas compris ce qui lui a été envoyé. Rien n'a été écrit. Vérifiez la saisie et recommencez.",
  'call.cancelled': "Arrêté à votre demande. Rien n'a été changé.",
  'call.internal':
    "Un défaut de Lakana a arrêté cette action. Rien n'a été changé. Recommencez ; si cela revient, notez l'heure et prévenez le point focal.",

  'session.locked': 'Le bureau est verrouillé. Ouvrez-le avec votre mot de passe.',
  'session.permission': "Votre rôle ne permet pas cette action. Demandez à l'administrateur du bureau.",
  'session.wrong-password':
    'Ce nom et ce mot de passe ne vont pas ensemble. Vérifiez les majuscules et la disposition du clavier (AZERTY ou QWERTY).',
  'session.wait':
    "Trop d'essais manqués : attendez un peu avant de recommencer. L'attente s'allonge à chaque essai ; rien n'est jamais effacé.",
  'session.wait+':
    "Trop d'essais manqués : attendez encore {{seconds}} secondes. L'attente s'allonge à chaque essai ; rien n'est jamais effacé.",
  'session.already-set-up': 'Un bureau existe déjà sur ce PC. Fermez Lakana et rouvrez-le pour le voir.',
  'session.password-weak':
    'Ce mot de passe est trop facile à deviner. Il faut 10 caractères au moins, pas un mot de passe courant, pas votre nom ni celui du bureau.',
  'session.password-same':
    "Le nouveau mot de passe est le même que l'ancien. Choisissez-en un que vous seul connaissez.",
  'session.conditions':
    "Votre compte n'est pas encore ouvert : il manque une condition d'accès. Verrouillez et rouvrez le bureau pour voir laquelle.",
  'session.account-ended':
    "Ce compte a été fermé. Si vous travaillez encore ici, demandez à l'administrateur du bureau.",
  'session.account-not-yet':
    "Ce compte n'est pas encore ouvert. Vérifiez la date de ce PC ; si elle est juste, demandez à l'administrateur du bureau.",
  'session.account-not-yet+':
    "Ce compte ouvre le {{from}}. Vérifiez la date de ce PC ; si elle est juste, attendez ce jour ou demandez à l'administrateur du bureau.",
  'session.account-over':
    "Ce compte a atteint sa date de fin. Vérifiez la date de ce PC ; si elle est juste, demandez à l'administrateur du bureau de le prolonger.",
  'session.account-over+':
    "Ce compte a pris fin le {{to}}. Vérifiez la date de ce PC ; si elle est juste, demandez à l'administrateur du bureau de le prolonger.",

  'person.not-found': 'Cette personne ne fait pas partie de ce bureau. Revenez à la liste des personnes.',
  'person.own-account':
    'On ne change pas soi-même son rôle, ses dates ni son compte, et on ne le revoit pas. Demandez-le à une autre personne qui en a le droit.',
  'person.role-above-yours':
    "Ce rôle permet plus que le vôtre : vous ne pouvez pas le donner, ni donner un mot de passe à qui l'a. Demandez au responsable du bureau.",
  'person.role-unknown': "Ce rôle n'existe pas dans ce bureau. Choisissez-en un dans la liste.",
  'person.has-open-cases': "Des cas ouverts sont confiés à cette personne. Confiez-les d'abord à quelqu'un.",
  'person.has-open-cases+': "{{count}} cas ouverts sont confiés à cette personne. Confiez-les d'abord à quelqu'un.",
  'person.ended': "Ce compte est fermé : rien n'y change plus. Rouvrez-le d'abord.",
  'person.not-ended': "Ce compte n'est pas fermé : il n'y a rien à rouvrir.",
  'person.dates': 'La date de fin vient avant la date de début. Corrigez les dates du compte.',
  'conduct.from-above':
    'Ce texte est fixé par un bureau au-dessus et se modifie là-bas. Rien n’a changé. Écrivez-lui ce qui manque.',
  'conduct.from-above+':
    'Ce texte est fixé par {{office}} et se modifie là-bas. Rien n’a changé. Écrivez à {{office}} ce qui manque.',
  'conduct.changed-since':
    "Le texte de l'engagement a changé entre-temps. Rouvrez la page et lisez la nouvelle version.",

  'vault.keyring-damaged':
    "Le trousseau de clés de ce PC est abîmé et sa copie aussi : le bureau ne peut pas s'ouvrir. Ne réinstallez rien. Appelez le point focal, avec la dernière sauvegarde à portée de main.",
  'vault.keyring-from-future':
    "Le trousseau de clés a été écrit par une version plus récente de Lakana. Installez cette version, puis rouvrez le bureau. Rien n'a été touché.",
  'vault.keyring-tampered':
    "Le trousseau de clés a été modifié hors de Lakana : le bureau ne s'ouvre pas. Ne vous en servez plus et appelez la région.",
  'vault.kdf-out-of-bounds':
    "Les réglages du trousseau sont anormaux : Lakana refuse de s'en servir. Le fichier a peut-être été modifié. Appelez le point focal.",
  'vault.database-damaged':
    "La base chiffrée est abîmée ou manque. Rien n'a été effacé. Appelez le point focal : une sauvegarde se trouve dans le dossier du bureau.",
  'vault.database-from-future':
    "La base a été écrite par une version plus récente de Lakana. Installez cette version, puis rouvrez le bureau. Rien n'a été touché.",
  'vault.migration-altered':
    "Une étape de mise à jour de la base a été modifiée : Lakana ne l'applique pas. Réinstallez Lakana depuis une source sûre. Rien n'a été touché.",
  'vault.recovery-code':
    "Ce code n'ouvre pas ce bureau. Relisez la fiche groupe par groupe ; le 0 et le O, le 1 et le I sont acceptés l'un pour l'autre.",
  'vault.recovery-code+': 'Il y a une faute dans le groupe {{group}} du code. Relisez ce groupe sur la fiche.',
  'vault.self-test':
    "Le chiffrement de ce PC ne donne pas les résultats attendus : Lakana ne s'ouvre pas, pour ne rien abîmer. Réinstallez Lakana ; si cela revient, changez de PC.",
  'vault.no-such-person': "Cette personne n'a pas d'accès à ce bureau. La liste a pu changer : rouvrez la page.",
  'vault.name-taken': 'Ce nom de connexion est déjà pris dans ce bureau. Choisissez-en un autre.',
  'vault.not-yourself':
    'Cela ne se fait pas sur son propre compte. Demandez à un autre administrateur, ou changez votre mot de passe dans « Réglages ».',
  'recovery.no-region':
    "Aucun bureau au-dessus ne peut ouvrir celui-ci : il n'est pas rattaché. Utilisez la fiche de secours.",
  'recovery.not-asked':
    'Cette réponse ne va pas avec une demande faite sur ce PC. Prenez la réponse à votre dernière demande, ou faites-en une nouvelle.',
  'recovery.not-ours':
    "Ce bureau n'est pas rattaché au vôtre : sa clé n'est pas scellée pour vous. Sa demande doit aller au bureau qui l'a certifié.",
  'recovery.damaged': "Ce fichier de secours est abîmé ou n'en est pas un. Écrivez-le de nouveau sur la clé.",
  'recovery.outdated': 'La clé du bureau a été renouvelée depuis cette demande. Faites une nouvelle demande.',
  'recovery.words':
    "Les dix mots ne sont pas ceux de ce fichier. Comparez-les de nouveau au téléphone ; s'ils diffèrent, ne répondez pas.",
  'recovery.signer':
    "Cette réponse n'est pas signée par le bureau au-dessus du vôtre. Rien n'a été changé. Appelez la région sur un numéro que vous connaissez.",
  'vault.in-use':
    "Ce bureau est déjà ouvert dans une autre fenêtre, ou par une autre session de ce PC. Fermez l'autre, puis recommencez.",
  'vault.disk-full': "Le disque de ce PC est plein : rien n'a été écrit. Libérez de la place, puis recommencez.",
  'vault.read-only':
    "Le dossier du bureau ne peut pas être écrit. Vérifiez les droits de ce dossier ou l'état du disque, puis recommencez.",

  'case.not-found': "Ce cas n'est pas dans ce bureau. Il a pu être transféré, ou l'adresse est fausse.",
  'case.out-of-scope':
    'Ce cas n’est pas dans votre champ. Demandez-le à la personne qui le suit ou à votre superviseur.',
  'opening.own':
    'Une ouverture exceptionnelle est relue par quelqu’un d’autre que celui qui l’a faite. Demandez à votre superviseur.',
  'opening.reviewed': 'Cette ouverture a déjà été relue. Rechargez la liste.',
  'opening.not-found':
    'Cette ouverture n’existe pas, ou elle n’est pas de celles que vous relisez. Rechargez la liste.',
  'case.not-yours-to-edit': 'Lecture seule : ce cas appartient à un autre bureau. Lui seul peut le modifier.',
  'case.changed-since':
    "Quelqu'un a modifié ce formulaire depuis que vous l'avez ouvert. Votre saisie est gardée : rouvrez le formulaire, comparez, puis enregistrez.",
  'case.erased':
    'Ce dossier a été effacé. Il n’en reste que le code, la raison et la date : voyez la page Effacements.',
  'erasure.not-closed':
    'Ce cas n’est pas clôturé, et aucun autre dossier n’est dit du même enfant. Rien n’a été effacé. Clôturez-le d’abord par la fiche 6.',
  'erasure.proposed': 'L’effacement de ce dossier est déjà proposé. Une autre personne doit le confirmer.',
  'erasure.not-proposed':
    'L’effacement de ce dossier n’est plus proposé. Rien n’a été effacé. Rouvrez le dossier pour voir où il en est.',
  'erasure.same-person':
    'Vous avez proposé cet effacement : une autre personne qui en a le droit doit le confirmer. Rien n’a été effacé.',
  'conflict.changed':
    "Cette divergence a changé ou a été réglée pendant que vous la lisiez. Rien n'a été écrit : relisez-la, puis décidez.",
  'form.invalid': "Le formulaire contient des réponses à corriger. Rien n'a été enregistré ; votre saisie est gardée.",
  'form.unknown': "Ce formulaire n'est pas connu de cette version de Lakana. Mettez l'application à jour.",
  'form.read-only':
    'Votre rôle permet de lire cette fiche, pas d’y écrire. Demandez à la personne qui suit le cas ou à votre superviseur.',
  'form.reserved':
    'Cette fiche contient des réponses réservées, que votre rôle ne permet ni de voir ni de modifier. Rien n’a été enregistré. Demandez à votre superviseur.',
  'form.retired':
    'Une réponse choisie n’est plus proposée par les bureaux au-dessus, ou sa question plus demandée. Rien n’a été enregistré ; votre saisie est gardée. Choisissez-en une autre.',
  'lists.only-above':
    'Les listes, les lieux et les questions se fixent à la région ou au niveau national. Rien n’a été changé ici : demandez à votre région ce qui manque.',
  'lists.fixed':
    'Cette liste, ou cette fiche, ne se complète pas : les règles de Lakana s’appuient sur ses réponses. Rien n’a été changé.',
  'lists.taken': 'Cela y est déjà. Rien n’a été ajouté.',
  'lists.taken+': 'Cela y est déjà : « {{names}} ». Rien n’a été ajouté.',
  'lists.not-yours':
    'Un autre bureau a fixé cela, ou Lakana le fournit : il ne se change pas ici. Rien n’a été changé.',
  'lists.nothing': 'Rien de nouveau à fixer dans les listes, les lieux et les questions.',
  'note.empty': 'La note est vide. Écrivez quelques mots, puis enregistrez.',

  'bundle.truncated':
    "La copie est incomplète : la fin du fichier manque. Rien n'a été pris. Recopiez le paquet depuis le PC d'origine.",
  'bundle.damaged':
    "Le fichier est abîmé : il n'est plus tel qu'il a été écrit. Rien n'a été pris. Recopiez le paquet depuis le PC d'origine.",
  'bundle.not-a-bundle':
    "Ce fichier n'est pas un paquet de Lakana, malgré son nom. Rien n'a été pris. Faites vérifier la clé si vous ne savez pas d'où il vient.",
  'bundle.wrong-recipient':
    "Ce paquet est écrit pour un autre bureau. Rien n'a été pris : apportez-le au bureau destinataire.",
  'bundle.wrong-recipient+': "Ce paquet est pour le bureau {{office}}. Rien n'a été pris : apportez-le à ce bureau.",
  'bundle.unknown-signer':
    "La signature est celle d'un bureau inconnu ici. Rien n'a été pris. Appelez la région et comparez les mots de l'empreinte.",
  'bundle.revoked-signer':
    'Le PC qui a signé ce paquet est révoqué (perdu, volé ou remplacé). Rien n’en a été pris. Gardez la clé et appelez la région sur un numéro que vous connaissez : elle dira si le bureau doit se rattacher avec un nouveau PC.',
  'bundle.revoked-signer+':
    'Le PC de {{office}} qui a signé ce paquet est révoqué (perdu, volé ou remplacé). Rien n’en a été pris. Gardez la clé et appelez {{by}} sur un numéro que vous connaissez : le bureau doit se rattacher avec un nouveau PC, puis envoyer de nouveau.',
  'bundle.former-keys':
    'Ce paquet est signé avec les anciennes clés de ce PC, et un paquet plus récent est déjà pris ici. Rien n’est perdu : demandez au bureau d’en préparer un autre.',
  'bundle.envelope-mismatch':
    "L'enveloppe du paquet ne correspond pas à son contenu : il a été emballé de nouveau par quelqu'un. Rien n'a été pris. Gardez la clé et appelez la région.",
  'bundle.too-large':
    "Le paquet dépasse les limites prévues. Rien n'a été pris. Demandez au bureau d'origine d'en écrire un autre.",
  'bundle.not-canonical':
    "Le contenu du paquet n'est pas écrit comme Lakana l'écrit. Rien n'a été pris. Demandez un nouveau paquet au bureau d'origine et prévenez le point focal.",
  'bundle.invalid-content':
    "Le contenu du paquet n'est pas valable. Rien n'a été pris. Demandez un nouveau paquet au bureau d'origine et prévenez le point focal.",
  'bundle.out-of-scope':
    "Le paquet contient des changements que ce bureau n'a pas le droit de faire. Rien n'a été pris ; le fichier est gardé intact. Prévenez la région.",
  'bundle.gap':
    "Il manque ici des modifications plus anciennes, jamais reçues. Rien n'a été pris. Importez d'abord les paquets précédents ou demandez au bureau d'en écrire un nouveau : il contiendra tout ce qui manque.",
  'bundle.gap+':
    "Il manque les modifications {{from}} à {{to}}, jamais reçues ici. Rien n'a été pris. Importez d'abord le paquet précédent ou demandez au bureau d'en écrire un nouveau : il contiendra tout ce qui manque.",
  'bundle.volume-missing':
    "Ce paquet est en plusieurs fichiers et il en manque. Rien n'a été pris. Copiez-les tous sur la clé, avec les noms qu'ils ont.",
  'bundle.volume-missing+':
    "Ce paquet est en {{of}} fichiers ; il manque le n° {{missing}}. Rien n'a été pris. Copiez-le aussi sur la clé.",
  'bundle.fork':
    "Deux histoires différentes viennent du même PC (disque copié ou sauvegarde restaurée). Rien n'a été pris. Appelez la région avant de continuer à saisir sur ce PC.",
  'bundle.number-jump':
    "Le numéro de ce paquet ne suit pas le précédent. Rien n'a été pris. Vérifiez avec le bureau d'origine quels paquets il a écrits.",
  'bundle.format-too-new':
    "Ce paquet vient d'une version plus récente de Lakana. Il est laissé intact : mettez l'application à jour, puis importez-le.",
  'bundle.format-too-old':
    "Ce paquet est d'un format que Lakana n'accepte plus. Rien n'a été pris. Demandez au bureau d'origine de mettre à jour son application et d'écrire un nouveau paquet.",
  'bundle.schema-too-new':
    "Les données de ce paquet sont d'une version plus récente. Il est laissé intact : mettez l'application à jour, puis importez-le.",
  'bundle.training':
    "Ce paquet vient d'un bureau de formation : ses enfants sont inventés. Un vrai bureau ne le prend pas.",
  'bundle.not-training': "Ce paquet vient d'un vrai bureau. Un bureau de formation ne le prend pas.",
  'bundle.office-moved':
    'Ce paquet dit qu’un bureau a changé de région. Rien n’a été pris. Confirmez d’abord le passage, ou appelez les deux régions.',
  'bundle.office-moved+':
    'D’après ce paquet, {{office}} a quitté {{before}} pour {{to}}. Rien n’a été pris. Confirmez d’abord le passage, ou appelez les deux régions.',

  'enrolment.not-for-this-office':
    "Cette réponse est écrite pour un autre bureau. Rien n'a été pris. Cherchez celle de votre bureau sur la clé.",
  'enrolment.not-enrolled':
    "Ce bureau n'est pas encore inscrit auprès de la région : il ne peut ni envoyer ni recevoir. Écrivez d'abord la demande d'inscription.",
  'enrolment.damaged':
    "Le fichier d'inscription est abîmé ou a été modifié. Rien n'a été pris. Écrivez-le de nouveau sur le PC d'origine.",
  'enrolment.wrong-level':
    "Ce bureau ne peut pas inscrire celui-là : la région inscrit ses districts, le national inscrit les régions. Rien n'a été écrit.",
  'enrolment.code-taken':
    "Un autre bureau porte déjà ce code. Rien n'a été écrit. Le bureau qui demande doit être créé avec un autre code.",
  'enrolment.code-taken+':
    "Le bureau {{office}} porte déjà ce code. Rien n'a été écrit. Le bureau qui demande doit être créé avec un autre code.",
  'enrolment.not-asked': 'Ce PC n’a pas fait de demande. Faites-la d’abord : elle crée ses clés.',
  'enrolment.second-hand':
    'Ce PC a lui-même été ajouté par un autre PC du bureau : il ne peut pas en ajouter. Faites-le sur cet autre PC, ou faites d’abord certifier celui-ci par la région.',
  'enrolment.no-letter':
    'Ce PC n’a plus de lettre à donner pour les codes des cas. Ajoutez le nouveau PC depuis un autre PC du bureau.',
  'enrolment.no-bundle':
    'La réponse est sur la clé, mais pas le paquet qui contient le bureau, ou il est incomplet. Rien n’a été installé : sur le premier PC, donnez de nouveau le bureau à ce PC.',
  'enrolment.fingerprint':
    "Les mots lus ne sont pas ceux du fichier : il n'a peut-être pas été écrit par ce bureau. Rien n'a été pris. Relisez-les au téléphone, sur un numéro que vous connaissez.",
  'enrolment.not-below':
    'Ce PC n’est pas celui d’un bureau rattaché au vôtre. Rien n’a été changé. Seul un bureau au-dessus peut le révoquer.',
  'enrolment.other-region':
    'Ce bureau passerait d’une région à une autre. Rien n’a été changé. Lisez de nouveau la clé, puis confirmez le passage.',
  'enrolment.other-region+':
    'Ce bureau est rattaché à {{office}} et la quitterait. Rien n’a été changé. Lisez de nouveau la clé, puis confirmez le passage.',
  'enrolment.no-common-top':
    'Ce bureau garde aussi des dossiers venus d’autres bureaux ou d’anciens PC, que l’autre région ne connaît pas. Rien n’a été pris. Les deux régions doivent d’abord être rattachées au même niveau national.',
  'enrolment.level-in-use':
    'Ce bureau travaille déjà à ce niveau : il a des cas, ou il est rattaché. Rien n’a été changé. Créez l’autre bureau sur un autre PC, avec un autre code, puis rattachez-lui celui-ci.',
  'enrolment.has-cases':
    'La région répond au nouveau PC d’un bureau qui existe déjà, mais des cas sont déjà enregistrés ici. Rien n’a été pris. Appelez la région : un PC neuf, sans aucun cas, doit faire la demande.',
  'enrolment.revoked-already': 'Ce PC est déjà révoqué. Rien n’a été changé.',
  'attachment.too-large': "Ce fichier dépasse 25 Mo. Rien n'a été gardé. Choisissez-en un plus petit.",
  'attachment.kind':
    "Ce fichier n'est ni une photo (JPEG, PNG), ni un PDF, ni un son (MP3, M4A). Rien n'a été gardé. Choisissez-en un autre.",
  'attachment.not-bare':
    "Cette image porte encore le lieu ou l'appareil de la prise de vue. Rien n'a été gardé. Choisissez-la de nouveau.",
  'attachment.damaged':
    'Ce fichier est abîmé sur ce PC. Le reste du dossier est intact. Joignez-le de nouveau, ou restaurez une sauvegarde.',
  'attachment.absent': "Ce fichier n'est pas encore arrivé sur ce PC. Il viendra avec un prochain paquet.",
  'drive.full':
    "La clé est pleine : rien n'a été écrit. Libérez de la place sur la clé ou prenez-en une autre, puis recommencez.",
  'drive.gone': "La clé a été retirée pendant le travail. Rien n'est perdu : rebranchez-la et recommencez.",
  'drive.unreliable':
    "La clé a rendu autre chose que ce qui y a été écrit. Rien n'est perdu ici. Prenez une autre clé.",
  'drive.read-only': 'La clé ne peut pas être écrite. Vérifiez son verrou ou prenez-en une autre.',
  'drive.not-found': "La clé ou le dossier n'est plus là. Rebranchez la clé ou choisissez un autre dossier.",
  'file.not-found': "Le fichier n'est plus à sa place. Relisez la clé, puis recommencez.",

  'access.last-administrator':
    "Plus personne ne pourrait gérer les comptes et les rôles de ce bureau. Rien n'a changé. Donnez d'abord ce droit à une autre personne.",
  'role.not-found': "Ce rôle n'existe pas ou a été retiré. Rien n'a changé. Rechargez la page des rôles.",
  'role.from-above':
    'Ce rôle est fixé par un bureau au-dessus et se modifie là-bas. Rien n’a changé. Copiez-le, puis modifiez la copie.',
  'role.from-above+':
    'Ce rôle est fixé par {{office}} et se modifie là-bas. Rien n’a changé. Copiez-le, puis modifiez la copie, ou écrivez à {{office}}.',
  'role.standard': "Un rôle fourni avec Lakana ne se modifie pas. Rien n'a changé. Copiez-le, puis modifiez la copie.",
  'role.in-use': "Des personnes ont encore ce rôle. Rien n'a changé. Donnez-leur un autre rôle, puis retirez celui-ci.",
  'role.in-use+':
    "Ces personnes ont encore ce rôle : {{people}}. Rien n'a changé. Donnez-leur un autre rôle, puis retirez celui-ci.",
  'role.name-taken': "Un autre rôle porte déjà ce nom. Rien n'a été enregistré. Choisissez un autre nom.",
  'role.name-taken+': "Un autre rôle s'appelle déjà « {{name}} ». Rien n'a été enregistré. Choisissez un autre nom.",
  'role.changed-since':
    "Quelqu'un a modifié ce rôle entre-temps. Rien n'a été enregistré. Rouvrez le rôle, puis refaites votre modification.",
  'role.file-damaged':
    "Ce fichier n'est pas un rôle écrit par Lakana, ou il a été abîmé. Rien n'a été pris. Demandez-en un autre au bureau d'origine.",
  'role.file-unknown':
    "Ce rôle contient des droits que cette version de Lakana ne connaît pas. Rien n'a été pris. Mettez l'application à jour, puis recommencez.",
  'role.file-unknown+':
    "Ce rôle contient des droits que cette version de Lakana ne connaît pas : {{words}}. Rien n'a été pris. Mettez l'application à jour, puis recommencez.",
  'group.not-found': "Ce groupe n'existe pas ou a été dissous. Rien n'a changé. Rechargez la page des groupes.",
  'group.name-taken': "Un autre groupe porte déjà ce nom. Rien n'a été enregistré. Choisissez un autre nom.",
  'group.name-taken+': "Un autre groupe s'appelle déjà « {{name}} ». Rien n'a été enregistré. Choisissez un autre nom.",
  'person.unknown':
    "Une des personnes choisies n'a pas de compte dans ce bureau. Rien n'a été enregistré. Rechargez la page.",
  'assign.not-able':
    "Une des personnes choisies ne peut pas suivre ces cas : son compte est fermé, son rôle ne le permet pas, ou elle n'est pas dans vos équipes. Rien n'a changé. Choisissez une autre personne.",
  'transfer.unknown-office':
    'Ce bureau n’est pas connu ici. Rien n’a été transféré. Lisez le dernier paquet du bureau régional, puis choisissez-le dans la liste.',
  'transfer.nameless':
    'L’identité de cet enfant ne peut pas quitter ce bureau : l’autre bureau recevrait un dossier sans nom. Rien n’a été transféré. Recueillez l’accord dans la fiche 1A, ou notez-y la décision prise sans accord et sa raison, puis transférez.',
  'referral.not-found':
    'Cette référence n’est pas connue ici, ou n’est pas adressée à ce bureau. Rien n’a changé. Lisez le dernier paquet, puis rouvrez la page.',
  'referral.answered':
    'Cette référence a déjà une réponse, ou a été retirée. Rien n’a changé. Rouvrez la page pour voir où elle en est.',
  'referral.stays':
    'Ce que vous avez choisi de dire de cet enfant ne peut pas quitter ce bureau : l’accord de la fiche 1A ne le permet pas. Rien n’est parti. Retirez ce point, ou recueillez l’accord dans la fiche 1A.',
  'transfer.not-given': 'Ce bureau n’a pas transféré ce cas : il n’y a rien à remettre.',
  'transfer.not-urgent': 'Ce transfert n’est pas marqué urgent : le dossier passe par le bureau régional.',
  'transfer.not-beside':
    'Un dossier n’est remis directement qu’à un district de la même région. Celui-ci passe par le bureau régional.',
  'transfer.written-elsewhere':
    'Un troisième bureau a écrit dans ce dossier, et seule la région peut s’en porter garante : il passe par le bureau régional.',
  'word.not-below':
    'Ce dossier n’est pas suivi par un bureau d’en dessous : le mot n’aurait pas de destinataire. Rien n’a été écrit.',
  'word.not-found': 'Ce mot n’est plus dans le dossier. Rien n’a changé. Rouvrez le dossier.',
  'proposal.same':
    'Cette valeur est celle qui est déjà dans la fiche : il n’y a rien à proposer. Rien n’a été écrit. Changez la réponse, ou fermez.',
  'proposal.withheld':
    'La réponse à cette question n’a pas été transmise à ce bureau : on ne peut rien proposer à sa place. Rien n’a été écrit. Envoyez plutôt un mot au bureau qui suit le cas.',
  'proposal.to-answer':
    'C’est une proposition : elle attend une réponse (accepter, écrire autre chose ou refuser). Rien n’a changé.',
  'proposal.answered': 'Cette proposition a déjà reçu une réponse. Rien n’a changé. Rouvrez le dossier pour la lire.',
  'transfer.answered':
    'Ce transfert a déjà reçu une réponse. Rien n’a changé. Rouvrez le dossier pour voir où il en est.',
  'assign.undone':
    "Cette attribution ne peut plus être annulée. Rien n'a changé. Attribuez les cas de nouveau s'il le faut.",
  'log.clock': "Le jour de ce PC semble faux : rien n'a été clos. Corrigez la date, puis recommencez.",

  'vault.keyring-missing':
    "Le fichier du bureau est là, mais son fichier de clés (keyring.json) a disparu : sans lui, rien ne s'ouvre. Restaurez une sauvegarde : elle contient ses propres clés.",
  'vault.database-missing':
    'Le fichier des dossiers (office.db) a disparu de ce PC ; les clés sont là. Restaurez une sauvegarde.',
  'vault.writing-stopped':
    "Le fichier du bureau est abîmé : Lakana n'y écrit plus, pour ne rien perdre de plus. Restaurez une sauvegarde, ou sauvez ce qui se lit encore.",
  'vault.cannot-salvage':
    'Le début du fichier est détruit : rien ne peut plus y être lu. Restaurez une sauvegarde, puis importez ce que la région renvoie.',
  'vault.busy':
    "Un autre programme tient le fichier du bureau (un antivirus, une copie en cours). Attendez une minute et recommencez ; si cela dure, faites exclure le dossier de Lakana de l'antivirus.",
  'vault.moved': "Ce bureau a été déplacé vers un autre PC : il ne s'ouvre plus ici. Continuez sur l'autre PC.",
  'vault.moved+':
    "Ce bureau a été déplacé vers un autre PC le {{day}} : il ne s'ouvre plus ici. Continuez sur l'autre PC.",
  'vault.move-damaged':
    "La copie du bureau sur cette clé est incomplète ou abîmée. Rien n'a été pris. Refaites le déménagement depuis l'ancien PC.",
  'vault.move-taken':
    "Cette copie du bureau a déjà été reprise sur un PC, et deux PC ne peuvent pas travailler sur la même copie. Continuez sur celui qui l'a prise.",
  'vault.other-machine':
    "Cette copie du bureau vient d'un autre PC : Lakana n'y écrit pas avant que le responsable du bureau ait dit ce qu'elle est.",
  'vault.revoked':
    'Ce PC est révoqué par le bureau au-dessus : Lakana n’y écrit plus. Rien n’est effacé. Appelez la région sur un numéro que vous connaissez.',
  'bundle.restored':
    "La région a déjà reçu de ce bureau plus que ce qu'il contient : une ancienne copie du fichier a été remise en place. Rien n'a été importé. Dans « Sauvegardes », donnez une nouvelle identité à ce bureau, puis recommencez.",
  'backup.not-found': "Cette sauvegarde n'est plus là. Rebranchez la clé ou choisissez-en une autre.",
} satisfies Sentences
