/**
 * A server that has no file descriptor left for one more connection.
 *
 * @module
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { connect } from "../testing/connection.ts";
import { startServer } from "../testing/server.ts";

const HEALTH = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

Deno.test({
  name:
    "out of file descriptors: it says so, serves whom it has, closes what is idle, recovers",
  ignore: Deno.build.os !== "linux",
  async fn() {
    await using server = await startServer(["--stage=4"]);
    using open = new DisposableStack();
    const kept = open.use(await connect(server.url, HEALTH));
    assertMatch(await kept.read(), /^HTTP\/1.1 200 /);

    const used = [...Deno.readDirSync(`/proc/${server.pid}/fd`)].length;
    const limit = `--nofile=${used + 20}`;
    const { code } = await new Deno.Command("prlimit", {
      args: [`--pid=${server.pid}`, limit],
    }).output();
    assertEquals(code, 0);
    const idle = open.use(await connect(server.url));
    for (let i = 0; i < 1000 && server.stderr() === ""; i++) {
      // Some are refused: nothing listens for a moment.
      await connect(server.url).then((one) => open.use(one)).catch(() => {});
    }

    await kept.write(HEALTH);
    assertMatch(await kept.read(), /^HTTP\/1.1 200 /);
    await idle.closed();
    let isHealthy = false;
    for (let i = 0; i < 1000 && !isHealthy; i++) {
      isHealthy = await fetch(`${server.url}healthz`).then(
        (response) => response.json().then(({ success }) => success),
        () => false,
      );
    }
    assert(isHealthy);
    assertMatch(
      server.stderr(),
      /^\d{4}-\d\d-\d\dT\S+Z [^\n]*Too many open files[^\n]*\n$/,
    );
    server.kill("SIGTERM");
    assertEquals((await server.status).code, 0);
  },
});
