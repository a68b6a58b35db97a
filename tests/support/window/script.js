// A window small enough to test a shell with: it says what it hears.
window.heard = []
window.lakana.onProgress((id, progress) => window.heard.push(['progress', id, progress.done]))
window.lakana.onEvent((event) => window.heard.push(['event', event.reason]))
const answer = await window.lakana.call(1, 'test.echo', { name: 'Ouédraogo', none: undefined })
document.querySelector('output').textContent = JSON.stringify(answer)
