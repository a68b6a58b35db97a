import { createContext, useContext } from 'react'

/** Which case the files of a form belong to, and what was agreed about pictures. */
export interface FilesOf {
  /** Null while the child is being registered. */
  readonly caseId: string | null
  /** The answer of form 1A about a photo of the child. */
  readonly photoConsent: string | null
}

const FilesContext = createContext<FilesOf>({ caseId: null, photoConsent: null })
export const FilesProvider = FilesContext.Provider

export function useFilesOf(): FilesOf {
  return useContext(FilesContext)
}
