/**
 * The runtime in development: reloads the page when the server is back.
 *
 * @module
 */
export { boot } from "./boot.ts";

let known: number | undefined;

function connect() {
  const socket = new WebSocket(
    new URL("/_frsh/alive", location.href.replace("http", "ws")),
  );
  socket.onmessage = ({ data }) => {
    const { revision } = JSON.parse(data);
    known ??= revision;
    if (revision !== known) location.reload();
  };
  socket.onclose = () => setTimeout(connect, 300);
}

connect();
