/** A value of each kind that an island can be given. */
export function values(): Record<string, unknown> {
  const shared = { n: 1 };
  return {
    minusZero: -0,
    string: "</script><!-- \" ' & \u2028 ä 🚀",
    number: 1.5,
    zero: 0,
    nan: NaN,
    infinity: Infinity,
    minusInfinity: -Infinity,
    yes: true,
    none: null,
    missing: undefined,
    bigint: 12345678901234567890n,
    date: new Date(1e12),
    url: new URL("https://a.example/b?c"),
    regexp: /a"\/b/gi,
    bytes: new Uint8Array([0, 127, 128, 255]),
    map: new Map<unknown, unknown>([["a", 1], [2, new Map([[3, "b"]])]]),
    set: new Set([1, "a", new Date(0)]),
    list: [1, [2, [3]], undefined],
    object: { a: { b: [shared, shared] }, "key with space": 1 },
    empty: [[], {}, ""],
  };
}
