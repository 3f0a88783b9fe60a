/**
 * HTTP by hand: what a well-behaved client would never send.
 *
 * @module
 */

/** A minute: no test waits longer for a server that doesn't answer or close. */
const LIMIT = 60_000;

/** A connection to the server at `url`; `text` is sent at once. */
export async function connect(url: string, text = "") {
  const { hostname, port } = new URL(url);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    connection.close();
  }, LIMIT);
  const bytes = new Uint8Array(64 * 1024);
  const read = async () => {
    const length = await connection.read(bytes) ?? 0;
    return new TextDecoder().decode(bytes.subarray(0, length));
  };
  const write = async (text: string) => {
    let rest = new TextEncoder().encode(text);
    while (rest.length > 0) {
      rest = rest.subarray(await connection.write(rest));
    }
  };
  await write(text);
  return {
    write,
    /** What has come, its status line at least; nothing when it is closed. */
    read,
    /** Settles when the server has closed it. */
    async closed(): Promise<void> {
      while (await read().catch(() => "") !== "");
      if (isLate) throw new Error("The server has left it open");
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      if (!isLate) connection.close();
    },
  };
}
