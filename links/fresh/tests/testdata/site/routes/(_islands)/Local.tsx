export default function Local() {
  return <button type="button">local</button>;
}
