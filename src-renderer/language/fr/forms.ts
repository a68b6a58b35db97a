export const forms = {
  title: 'Formulaires',
}
