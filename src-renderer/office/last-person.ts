/** Sign-in name of who worked here last in this window: after a lock it is most often him who comes back. */
const key = 'lakana.person'

export const lastPerson = (): string => sessionStorage.getItem(key) ?? ''
export const rememberPerson = (signIn: string): void => sessionStorage.setItem(key, signIn)
/** Before another takes over. */
export const forgetPerson = (): void => sessionStorage.removeItem(key)
