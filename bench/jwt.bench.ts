/**
 * Our JWT beside the well-known libraries: the same claims, token and secret,
 * and of each library its fastest way to hold a key.
 *
 * `deno task bench` runs it.
 *
 * @module
 */
import { createHmac, createSecretKey } from "node:crypto";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { createSigner, createVerifier } from "fast-jwt";
import * as hono from "hono/jwt";
import * as jose from "jose";
import jsonwebtoken from "jsonwebtoken";
import { importJwtKey, signJwt, verifyJwt } from "../lib/jwt.ts";

const SECRET = "a-secret-that-is-32-bytes-or-more";
const CLAIMS = { iss: "ladder", sub: "12", iat: 1700000000, exp: 4700000000 };

const secret = new TextEncoder().encode(SECRET);
const algorithm = { name: "HMAC", hash: "SHA-256" };
const uses: KeyUsage[] = ["sign", "verify"];
const cryptoKey = await crypto.subtle
  .importKey("raw", secret, algorithm, false, uses);
const secretKey = createSecretKey(secret);
const key = importJwtKey(secret);

const token = signJwt(CLAIMS, key);
const fastSign = createSigner({ key: SECRET, algorithm: "HS256" });
const fastVerify = createVerifier({
  key: SECRET,
  algorithms: ["HS256"],
  cache: false,
});

const sign = `sign a token of ${token.length} characters`;
Deno.bench("lib/jwt.ts", { group: sign, baseline: true }, () => {
  signJwt(CLAIMS, key);
});
Deno.bench("fast-jwt", { group: sign }, () => {
  fastSign(CLAIMS);
});
Deno.bench("jsonwebtoken", { group: sign }, () => {
  jsonwebtoken.sign(CLAIMS, secretKey, { algorithm: "HS256" });
});
Deno.bench("jose", { group: sign }, async () => {
  await new jose.SignJWT(CLAIMS)
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .sign(cryptoKey);
});
Deno.bench("hono/jwt", { group: sign }, async () => {
  await hono.sign(CLAIMS, cryptoKey, "HS256");
});

const verify = `verify a token of ${token.length} characters`;
Deno.bench("lib/jwt.ts", { group: verify, baseline: true }, () => {
  verifyJwt(token, key);
});
Deno.bench("fast-jwt, cache off", { group: verify }, () => {
  fastVerify(token);
});
Deno.bench("jsonwebtoken", { group: verify }, () => {
  jsonwebtoken.verify(token, secretKey, { algorithms: ["HS256"] });
});
Deno.bench("jose", { group: verify }, async () => {
  await jose.jwtVerify(token, cryptoKey, { algorithms: ["HS256"] });
});
Deno.bench("hono/jwt", { group: verify }, async () => {
  await hono.verify(token, cryptoKey, "HS256");
});

const signed = token.slice(0, token.lastIndexOf("."));
const bytes = new TextEncoder().encode(signed);
const mac = "the MAC alone";
Deno.bench("lib/jwt_key.ts", { group: mac, baseline: true }, () => {
  key.sign(signed);
});
Deno.bench("@noble/hashes", { group: mac }, () => {
  hmac(sha256, secret, bytes);
});
Deno.bench("node:crypto", { group: mac }, () => {
  createHmac("sha256", secretKey).update(bytes).digest();
});
Deno.bench("WebCrypto", { group: mac }, async () => {
  await crypto.subtle.sign("HMAC", cryptoKey, bytes);
});
