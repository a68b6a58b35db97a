/**
 * An empty page in the colour of the window, of another origin than the program's: going there and back gives the page a new process, and
 * the old one's memory to the system.
 */
export const veil = `data:text/html,${encodeURIComponent('<!doctype html><title>Lakana</title><body style="background:#f7f5f0">')}`
