import { type Session, session } from 'electron'
import { servePage } from '../pages.ts'
import { startAddress } from './channels.ts'

/** The window's session: in memory only, our files, no permission, no download, no network. */
export function ownSession(pages: string): Session {
  const own = session.fromPartition('lakana', { cache: false })
  refuseEverything(own)
  own.protocol.handle('app', (request) => answerPage(pages, request))
  return own
}

function refuseEverything(own: Session): void {
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  own.setPermissionCheckHandler(() => false)
  own.setDevicePermissionHandler(() => false)
  own.setSpellCheckerEnabled(false)
  own.on('will-download', (event) => event.preventDefault())
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !staysHere(url) }))
}

function staysHere(url: string): boolean {
  return [startAddress, `blob:${startAddress}`, 'data:', 'devtools:'].some((head) => url.startsWith(head))
}

async function answerPage(pages: string, request: Pick<Request, 'url' | 'method'>): Promise<Response> {
  if (request.method !== 'GET' || !request.url.startsWith(startAddress)) return new Response(null, { status: 404 })
  const { status, headers, body } = await servePage(pages, new URL(request.url).pathname)
  return new Response(new Uint8Array(body), { status, headers: { ...headers } })
}
