import { assert, assertEquals } from "@std/assert";
import { stages } from "../../stages/mod.ts";
import { Lab } from "../../testing/lab.ts";
import { CREDENTIAL_NAMES, findCredentials } from "./found.ts";

Deno.test("findCredentials() finds the parts of a credential, and nothing else", () => {
  assertEquals(
    findCredentials(
      "?after=1&token=a%2Bb&session_id=7",
      { theme: "dark", token: "c", sessionId: "8" },
      "lang=en; jwt=d=; token2=e",
    ),
    [
      { where: "The address", fields: { session_id: "7", token: "a+b" } },
      { where: "localStorage", fields: { sessionId: "8", token: "c" } },
      { where: "document.cookie", fields: { jwt: "d=" } },
    ],
  );
});

Deno.test("findCredentials() finds nothing where there is nothing", () => {
  for (const { fields } of findCredentials("", {}, "")) {
    assertEquals(fields, {});
  }
});

Deno.test("findCredentials() knows what each rung calls its credential", async () => {
  for (const stage of stages) {
    if (stage.credential === null) continue;
    using lab = await Lab.open(stage);
    const client = await lab.client(stage).loggedIn();
    const names = [...client.cookies.keys(), ...Object.keys(client.credential)];
    assert(names.length > 0);
    for (const name of names) assert(CREDENTIAL_NAMES.includes(name), name);
  }
});
