/**
 * The runtime in development: it reloads the page when the server is back.
 *
 * @module
 */
export { boot } from "./boot.ts";

let known: number | undefined;

function connect() {
  const socket = new WebSocket(
    location.origin.replace("http", "ws") + "/_frsh/alive",
  );
  socket.onmessage = ({ data }) => {
    const { revision } = JSON.parse(data);
    known ??= revision;
    if (revision !== known) location.reload();
  };
  socket.onclose = () => setTimeout(connect, 300);
}

connect();
