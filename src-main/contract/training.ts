/** The training office is nobody's secret: the sign-in page shows these. */
export const trainingSignIn = 'stagiaire'
export const trainingPassword = 'karité doux et mil rouge'
export const trainingChildren = 300
