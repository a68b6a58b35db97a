/** Who works in the office of the access journey, and the child whose file has closed parts. */
export const staff = [
  { signIn: 'issa.o', name: 'Issa Ouédraogo', role: 'case_worker', password: 'le baobab du carrefour 4' },
  { signIn: 'clarisse.t', name: 'Clarisse Tiendrébéogo', role: 'trainee', password: 'la mangue du vendredi 8' },
  { signIn: 'adama.s', name: 'Adama Sanou', role: 'provincial_director', password: 'le fleuve au mois de mai 3' },
  { signIn: 'paul.k', name: 'Paul Kiemtoré', role: 'system_administrator', password: 'trois câbles et un lézard 5' },
] as const

export const hidden = {
  family: 'Zabsonré',
  given: 'Wendlassida',
  story: 'Elle raconte ce qui est arrivé au retour du marché.',
  note: 'Parler à la tante avant vendredi.',
} as const
