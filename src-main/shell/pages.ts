import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

/** The window is our own files and nothing else: no inline code, no frame, no form that leaves, no network. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  'media-src blob:',
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

export interface PageFile {
  readonly status: 200 | 404
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** Answers one path of the window's address from the folder of the built window. */
export async function servePage(folder: string, pathname: string): Promise<PageFile> {
  const file = fileOf(folder, pathname)
  const type = file && types[extname(file)]
  if (!file || !type) return missing()
  try {
    return { status: 200, headers: headersFor(type), body: await readFile(file) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR'))
      return missing()
    throw error
  }
}

function fileOf(folder: string, pathname: string): string | null {
  const decoded = decode(pathname)
  if (decoded === null || /[\0\\:]/.test(decoded)) return null
  const root = normalize(folder + sep)
  const file = join(root, decoded === '/' ? 'index.html' : decoded)
  return file.startsWith(root) ? file : null
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

function headersFor(type: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), usb=(), serial=(), hid=(), clipboard-read=()',
    'cache-control': 'no-store',
  }
}

function missing(): PageFile {
  return { status: 404, headers: headersFor('text/plain; charset=utf-8'), body: Buffer.from('404') }
}
