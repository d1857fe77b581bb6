// Told by cargo-leptos: styles are taken up as they are, anything else loads the page again.
const port = document.currentScript.dataset.port;

function restyle() {
  for (const old of document.querySelectorAll('link[rel="stylesheet"]')) {
    const link = old.cloneNode();
    link.href = `${old.href.split('?')[0]}?${Date.now()}`;
    link.addEventListener('load', () => old.remove());
    old.after(link);
  }
}

function listen() {
  const socket = new WebSocket(`ws://${location.hostname}:${port}/live_reload`);
  socket.addEventListener('message', ({ data }) => {
    const { css, all } = JSON.parse(data);
    if (all) location.reload();
    else if (css !== null) restyle();
  });
  socket.addEventListener('close', () => setTimeout(listen, 1000));
}

listen();
