export const child = { family: 'Zabsonré', given: 'Wendlassida' } as const
export const awa = { id: 'b'.repeat(32), signIn: 'awa.k', name: 'Awa Kaboré-Compaoré' } as const
export const awaPassword = 'calebasse-orage-77'
export const newPassword = 'le tamarinier du puits'
