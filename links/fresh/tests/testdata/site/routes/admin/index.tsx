// deno-lint-ignore require-await
export default async function Admin() {
  return <h1>admin</h1>;
}
